import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Rooms in the order ARCHITECTURE.md prints them, and how many of them lie above the waterline. */
const readOrder = (): { rooms: string[]; pure: number } => {
  const rooms: string[] = []
  let pure = 0
  for (const line of readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n')) {
    if (line.includes('waterline:')) pure = rooms.length
    const room = line.match(/^[├└]─ (\w+)\//)?.[1]
    if (room) rooms.push(room)
  }
  return { rooms, pure }
}

const { rooms, pure } = readOrder()

type Import = { file: string; room: string; target: string }

const violations = (imports: readonly Import[]): string[] =>
  imports
    .filter(({ room, target }) => {
      const upward = rooms.indexOf(target) > rooms.indexOf(room)
      const belowWater = room === 'web' && target !== 'web' && rooms.indexOf(target) >= pure
      const siblings = room === 'cli' && target === 'server'
      return !rooms.includes(target) || upward || belowWater || siblings
    })
    .map(({ file, room, target }) => `${file}: ${room} imports ${target}`)

const sourceFiles = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!)

const imports = (): Import[] =>
  rooms.flatMap((room) =>
    sourceFiles(join(root, 'src', room)).flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('#'))
        .map((specifier) => ({ file: relative(root, file), room, target: specifier.slice(1).split('/')[0]! })),
    ),
  )

test('every room printed in ARCHITECTURE.md exists, and every room that exists is printed', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map((entry) => entry.name).sort()).toEqual([...rooms].sort())
  for (const room of rooms) expect(existsSync(join(root, 'src', room))).toBe(true)
})

test('a room imports only itself and rooms printed above it', () => {
  const found = imports()
  expect(found.length).toBeGreaterThan(50)
  expect(violations(found)).toEqual([])
})

test('a planted upward import is found', () => {
  expect(violations([{ file: 'src/land/planted.ts', room: 'land', target: 'store' }])).toHaveLength(1)
  expect(violations([{ file: 'src/web/planted.ts', room: 'web', target: 'store' }])).toHaveLength(1)
  expect(violations([{ file: 'src/cli/planted.ts', room: 'cli', target: 'server' }])).toHaveLength(1)
})

test('rooms above the waterline touch no file, network or clock', () => {
  const impure = rooms
    .slice(0, pure)
    .flatMap((room) => sourceFiles(join(root, 'src', room)))
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('node:'))
        .map((specifier) => `${relative(root, file)} imports ${specifier}`),
    )
  expect(impure).toEqual([])
})

test('a file in a room is imported by its room, never by a climbing path', () => {
  const climbing = rooms
    .flatMap((room) => sourceFiles(join(root, 'src', room)))
    .flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('../'))
        .map((s) => `${file}: ${s}`),
    )
  expect(climbing).toEqual([])
})
