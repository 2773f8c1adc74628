/** `npm start`: keeps what Node compiles, so that the next start is quicker, then serves. */
import module from 'node:module'
import { resolve } from 'node:path'
import v8 from 'node:v8'
import { makeFolder } from '#store/folder.ts'

// A server that mostly waits does better with a small nursery than with a quick one (megabytes).
v8.setFlagsFromString('--max-semi-space-size=4')

// Before anything else is loaded: only what is loaded afterwards is kept. What cannot be kept there is compiled again;
// the store says why.
try {
  const cache = resolve(process.env.KUANGGUI_DATA ?? './data', 'cache')
  makeFolder(cache)
  module.enableCompileCache(cache)
} catch {}

const { serve } = await import('./serve.ts')
await serve()
