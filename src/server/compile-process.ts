/** Compiles one document in a process of its own: a large or strange one holds up nobody, and its memory goes with it. */
import type { Message, Result } from '#document/document.ts'
import { readDocument } from '#document/read.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'
import type { CompiledPlan } from '#store/plans.ts'

export type CompileJob = { readonly bytes: Uint8Array; readonly file: string }

const compiled = async ({ bytes, file }: CompileJob): Promise<Result<CompiledPlan | null>> => {
  const { value, messages } = await readDocument(bytes, file)
  if (!value) return { value: null, messages }
  const read = compile(value)
  const all: readonly Message[] = [...messages, ...read.messages]
  const plan = { ...read, messages: all }
  return { value: { plan, rules: readRules(plan), checks: check(plan) }, messages: all }
}

// The server is gone: nobody waits for the answer.
process.once('disconnect', () => process.exit())

process.once('message', async (job: CompileJob) => {
  const result = await compiled(job)
  process.send!(result, () => process.disconnect())
})
