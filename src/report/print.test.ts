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
