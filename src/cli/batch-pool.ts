/** A list of rights judged on all cores: threads take share after share of it, this one among them. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { partsOf, readShape } from '#land/shape.ts'
import type { BatchRow, ListedRight } from '#review/batch.ts'
import { type BatchJob, judgeOver } from './batch-judge.ts'

/** A shorter list is judged before a second thread has started. */
const worthThreads = 2000

/** Each thread holds all layers of its own: more of them would not fit beside each other where there are many cores. */
const mostThreads = 8

/** Rights taken at a time. */
const share = 200

/** `order`: the rights by where they lie, so that those of one share meet the same features. */
export type ThreadJob = {
  readonly job: BatchJob
  readonly rights: readonly ListedRight[]
  readonly order: Int32Array
  /** How many of `order` are taken, counted by all threads. */
  readonly taken: Int32Array
}

type Judged = readonly (readonly [index: number, row: BatchRow])[]

/** Judges share after share until none is left. */
export const judgeShares = async ({ job, rights, order, taken }: ThreadJob): Promise<Judged> => {
  const { judge, release } = await judgeOver(job)
  const judged: [number, BatchRow][] = []
  try {
    for (;;) {
      const from = Atomics.add(taken, 0, share)
      if (from >= order.length) return judged
      for (const index of order.subarray(from, from + share)) judged.push([index, judge(rights[index]!)])
    }
  } finally {
    release()
  }
}

/** In strips of a tenth of a degree from west to east, each from south to north; rights without an area first. */
const byPlace = (rights: readonly ListedRight[]): Int32Array => {
  const places = rights.map(({ right }): readonly [number, number] => {
    const shape = readShape(right?.application.area).value
    const corner = shape ? partsOf(shape)[0]?.[0]?.[0] : undefined
    return corner ? [Math.floor(corner[0] * 10), corner[1]] : [-Infinity, 0]
  })
  const compare = (i: number, j: number): number => {
    const [a, b] = [places[i]!, places[j]!]
    return a[0] === b[0] ? a[1] - b[1] : a[0] < b[0] ? -1 : 1
  }
  const order = new Int32Array(new SharedArrayBuffer(4 * rights.length))
  order.set(rights.map((_, i) => i))
  return order.sort(compare)
}

const inThread = (work: ThreadJob): Promise<Judged> =>
  new Promise((done, fail) => {
    const thread = new Worker(new URL('./batch-thread.ts', import.meta.url), { workerData: work })
    thread.once('message', done)
    thread.once('error', fail)
  })

/** A row for each right, in the order of the list. `threads`: of how many, where not of as many as there are cores, `mostThreads` at most. */
export const judgeRights = async (
  job: BatchJob,
  rights: readonly ListedRight[],
  threads: number = rights.length < worthThreads ? 1 : Math.min(availableParallelism(), mostThreads),
): Promise<readonly BatchRow[]> => {
  const work: ThreadJob = {
    job,
    rights,
    order: byPlace(rights),
    taken: new Int32Array(new SharedArrayBuffer(4)),
  }
  const others = Array.from({ length: threads - 1 }, () => inThread(work))
  const judged = await Promise.all([judgeShares(work), ...others])
  const rows: BatchRow[] = new Array(rights.length)
  for (const [index, row] of judged.flat()) rows[index] = row
  return rows
}
