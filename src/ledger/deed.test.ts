import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { deedName, deedTold, subjectName } from './deed.ts'

const src = resolve(import.meta.dirname, '..')

/** Every action that is written to the log where the program writes it in so many letters. */
const written = ['server', 'cli', 'store'].flatMap((room) =>
  readdirSync(join(src, room))
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    .flatMap((name) => [...readFileSync(join(src, room, name), 'utf8').matchAll(/\baction: '([a-z-]+)'/g)])
    .map(([, action]) => action!),
)

test('every action of the log has a name in both languages', () => {
  expect(written.length).toBeGreaterThan(8)
  expect(written.filter((action) => deedName(action).zh === action)).toEqual([])
})

const at = '2026-03-02T06:05:00.000Z'

test('an entry is told from its fields, in the language of the reader and on the clock of the office', () => {
  const told = deedTold({ seq: 12, at, by: 'zhang', action: 'add-mine', subject: 'mine:甲矿' })
  expect(told.zh).toBe('2026-03-02 14:05 zhang 登记矿山：矿山“甲矿”（日志第 12 条）')
  expect(told.en).toBe('2026-03-02 14:05 zhang Mine registered: mine “甲矿” (log no. 12)')
})

test('an application goes by its number where the entry tells it, else by the beginning of its id', () => {
  const subject = 'application:0b1c2d3e-0000-4000-8000-000000000000'
  expect(subjectName({ subject, detail: { number: '审2026-7' } }).en).toBe('application “审2026-7”')
  expect(subjectName({ subject }).zh).toBe('申请 0b1c2d3e')
})

test('what has no name is shown as it is', () => {
  expect(deedName('fold')).toEqual({ zh: 'fold', en: 'fold' })
  expect(subjectName({ subject: 'kite:甲' })).toEqual({ zh: 'kite:甲', en: 'kite:甲' })
})
