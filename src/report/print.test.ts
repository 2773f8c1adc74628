import { expect, test } from 'vitest'
import type { Paper } from '#report/paper.ts'
import { toPdf } from '#report/pdf.ts'
import { printed } from '#report/print.ts'

const paper: Paper = { name: '甲', mark: null, date: '2024-05-01', blocks: [{ kind: 'text', words: '矿产资源规划' }] }

test('a thread writes what is written here; a paper that cannot be written spoils no other', async () => {
  const broken = { ...paper, date: 'no day' }
  const asked = [printed('pdf', paper), printed('pdf', broken), printed('docx', paper), printed('pdf', paper)]
  const [first, fault, docx, again] = await Promise.allSettled(asked)
  const here = await toPdf(paper)
  expect(Buffer.compare((first as PromiseFulfilledResult<Uint8Array>).value, here)).toBe(0)
  expect(Buffer.compare((again as PromiseFulfilledResult<Uint8Array>).value, here)).toBe(0)
  expect(
    Buffer.from((docx as PromiseFulfilledResult<Uint8Array>).value)
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  expect(fault!.status).toBe('rejected')
})

test('many papers one after the other leave nothing behind on the thread', async () => {
  const warned: Error[] = []
  const hear = (warning: Error) => warned.push(warning)
  process.on('warning', hear)
  for (let i = 0; i < 15; i++) await printed('pdf', paper)
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', hear)
  expect(warned).toEqual([])
})

test('a paper that takes too long loses its thread; the next has one of its own', async () => {
  const blocks = Array.from({ length: 20_000 }, () => ({ kind: 'text', words: '矿产资源规划' }) as const)
  const asked = [printed('pdf', { ...paper, blocks }, 1), printed('docx', paper), printed('pdf', paper)]
  const [late, ...written] = await Promise.all(asked)
  expect(late).toBe('late')
  for (const bytes of written) expect(bytes).toBeInstanceOf(Uint8Array)
})

test('of more papers than may wait the last are sent away, and later ones are taken again', async () => {
  const asked = await Promise.all(Array.from({ length: 25 }, () => printed('pdf', paper)))
  expect(asked.slice(0, 20)).not.toContain('busy')
  expect(asked.slice(20)).toEqual(Array(5).fill('busy'))
  expect(await printed('pdf', paper)).toBeInstanceOf(Uint8Array)
})
