/** Compiles one document in a thread of its own: a large or strange one holds up nobody, and its memory goes with it. */
import { parentPort, workerData } from 'node:worker_threads'
import { readDocument } from '#document/read.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'

const { bytes, file } = workerData as { bytes: Uint8Array; file: string }
const { value, messages } = await readDocument(bytes, file)
if (value) {
  const read = compile(value)
  const plan = { ...read, messages: [...messages, ...read.messages] }
  parentPort!.postMessage({ value: { plan, rules: readRules(plan), checks: check(plan) }, messages: plan.messages })
} else parentPort!.postMessage({ value: null, messages })
