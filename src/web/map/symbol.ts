/** How each kind of layer is drawn: colour, line and pattern together, so that no two differ by colour alone. */

export type LayerSymbol = {
  readonly colour: string
  /** 0 draws no fill. */
  readonly fill: number
  /** Diagonal hatching over the fill: where something is forbidden or bounded by law. */
  readonly hatch?: boolean
  readonly width: number
  readonly dash?: readonly number[]
  /** Drawn from low to high. */
  readonly order: number
  /** Labels appear from this zoom on. */
  readonly labelFrom: number
  readonly label: 'name' | 'code'
  /** Shown when the map opens. */
  readonly shown: boolean
}

const boundary = { fill: 0, label: 'name', shown: true } as const
const zone = { fill: 0.13, width: 1.6, labelFrom: 8.5, label: 'name', shown: true } as const
const law = { fill: 0.1, width: 1.4, labelFrom: 10, label: 'name' } as const

const symbols: Readonly<Record<string, LayerSymbol>> = {
  township: { ...boundary, colour: '#8d97a0', width: 0.8, dash: [2, 2], order: 2, labelFrom: 9 },
  county: { ...boundary, colour: '#5b4a6b', width: 1.8, dash: [6, 2, 1, 2], order: 60, labelFrom: 6 },
  city: { ...boundary, colour: '#3f2f52', width: 2.6, dash: [8, 2, 1, 2, 1, 2], order: 61, labelFrom: 5 },
  farmland: { ...law, colour: '#b28a00', fill: 0.18, order: 4, shown: false },
  'protected-area': { ...law, colour: '#2e7d4f', hatch: true, order: 6, shown: false },
  'red-line': { ...law, colour: '#c62828', hatch: true, order: 8, shown: true },
  'urban-boundary': { ...law, colour: '#7a4fa3', dash: [4, 2], order: 9, shown: false },
  'strategic-protection': { ...zone, colour: '#8a3f8f', order: 12 },
  'national-planned': { ...zone, colour: '#5d3fa0', dash: [5, 2], order: 13 },
  restoration: { ...zone, colour: '#3a8a7d', order: 14 },
  industrial: { ...zone, colour: '#5f7280', order: 15 },
  'key-exploration': { ...zone, colour: '#2f6fb3', fill: 0.07, order: 16 },
  'key-mining': { ...zone, colour: '#b86a1b', order: 20 },
  allowed: { ...zone, colour: '#5a8f3c', order: 21 },
  reserved: { ...zone, colour: '#7f9a3c', dash: [3, 2], order: 22 },
  'concentrated-mining': { ...zone, colour: '#a87b00', order: 24 },
  restricted: { ...zone, colour: '#9a7a00', hatch: true, order: 30 },
  forbidden: { ...zone, colour: '#b3261e', hatch: true, order: 32 },
  'exploration-block': { ...zone, colour: '#1d5fae', dash: [4, 2], order: 40, labelFrom: 10.5, label: 'code' },
  'mining-block': { ...zone, colour: '#8f3d12', dash: [4, 2], order: 42, labelFrom: 10.5, label: 'code' },
  'exploration-right': { ...zone, colour: '#143f75', fill: 0.22, width: 2, order: 50, labelFrom: 11.5 },
  'mining-right': { ...zone, colour: '#6b230a', fill: 0.28, width: 2, order: 52, labelFrom: 11.5 },
}

const other: LayerSymbol = {
  colour: '#5f6d78',
  fill: 0.08,
  width: 1.2,
  order: 10,
  labelFrom: 11,
  label: 'name',
  shown: true,
}

export const symbolOf = (kind: string): LayerSymbol => symbols[kind] ?? other
