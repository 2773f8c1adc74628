/** Times of runs that take turns, and how they are told. */

export const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!

export const timed = async (run: () => unknown): Promise<number> => {
  const start = performance.now()
  await run()
  return performance.now() - start
}

/**
 * ms of each way for each item: the ways take turns item by item, so that a loaded machine loads them alike. What `before`
 * does before each turn takes no time.
 */
export const inTurns = async <T>(
  items: readonly T[],
  ways: Readonly<Record<string, (item: T, i: number) => unknown>>,
  before: () => unknown = () => {},
): Promise<Record<string, number[]>> => {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
  for (const [i, item] of items.entries()) {
    for (const [name, way] of Object.entries(ways)) {
      await before()
      times[name]!.push(await timed(() => way(item, i)))
    }
  }
  return times
}

const cell = (value: string | number): string => (typeof value === 'number' ? value.toFixed(2) : value)

export const row = (first: string, ...cells: (string | number)[]): void =>
  console.log(first.padEnd(54) + cells.map((value) => cell(value).padStart(11)).join(''))
