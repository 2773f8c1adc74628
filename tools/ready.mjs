#!/usr/bin/env node
/**
 * Makes the checkout ready to run: installs when the lock file changed, builds the web when its sources changed.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** The machine's own path: an installation replaces the very Node that npm puts first on it. */
const machinePath = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter)

const run = (command, args, path = process.env.PATH) => {
  // What they print is progress, not the product's answer: it goes to standard error.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (error) console.error(`${command}: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

const stampOf = (parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/** Runs `make` unless the stamp file already says what it would make. */
const unlessStamped = (stampFile, stamp, make) => {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  make()
  mkdirSync(resolve(stampFile, '..'), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** Names, sizes and times of all files below a folder: enough to see a change, cheap at every start. */
const listing = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => {
      const { size, mtimeMs } = statSync(join(entry.parentPath, entry.name))
      return `${entry.parentPath.slice(root.length)}/${entry.name} ${size} ${mtimeMs}`
    })
    .sort()

const lock = readFileSync(join(root, 'package-lock.json'))
unlessStamped(join(root, 'node_modules', '.ready'), stampOf([lock]), () =>
  run('npm', ['ci', '--no-audit', '--no-fund'], machinePath),
)

const rooms = ['land', 'mineral', 'document', 'plan', 'rules', 'review', 'ledger', 'progress', 'web']
const sources = rooms.flatMap((room) => listing(join('src', room)))
unlessStamped(
  join(root, 'dist', '.ready'),
  stampOf([lock, ...sources, readFileSync(join(root, 'vite.config.ts'))]),
  () => run(join(root, 'node_modules', '.bin', 'vite'), ['build', '--logLevel', 'warn']),
)
