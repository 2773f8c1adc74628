import { describe, expect, it } from 'vitest'
import { figuresIn } from './figure.ts'
import { partitionsIn } from './partition.ts'

const read = (text: string) =>
  partitionsIn(text, figuresIn(text)).map(({ whole, parts, complete }) => [
    whole.value,
    parts.map((part) => part.value),
    complete,
  ])

describe('wholes and parts', () => {
  it.each([
    ['常住人口24.0万人，其中城镇人口15.5万人，乡村人口8.5万人', [[24, [15.5, 8.5], 'likely']]],
    ['共有矿山9个，其中大型2个，中型3个，小型4个', [[9, [2, 3, 4], 'likely']]],
    ['矿产13种，分为能源矿产3种、金属矿产8种、水气矿产2种', [[13, [3, 8, 2], 'stated']]],
    ['有效矿山5个，按开采方式划分，露天3个、地下2个', [[5, [3, 2], 'stated']]],
    [
      '共有矿山5个，其中大型2个、小型3个；露天4个、地下1个',
      [
        [5, [2, 3], 'open'],
        [5, [4, 1], 'likely'],
      ],
    ],
    [
      '设区块6个，其中省级2个、县级4个，煤3个、铜2个、金1个',
      [
        [6, [2, 4], 'likely'],
        [6, [3, 2, 1], 'likely'],
      ],
    ],
    [
      '设区块6个，其中省级区块2个、县级区块4个；分矿种为萤石5个、地热1个',
      [
        [6, [2, 4], 'likely'],
        [6, [5, 1], 'stated'],
      ],
    ],
    ['未治理土地70公顷。其中有责任主体30公顷，历史遗留40公顷', [[70, [30, 40], 'likely']]],
    ['面积分别为12.5平方千米和7.5平方千米，合计20平方千米', [[20, [12.5, 7.5], 'likely']]],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('reads what stands in brackets as parts of the figure before them', () => {
    expect(read('探矿权7个，其中金属矿产5个（金矿3个、铁矿2个）、非金属矿产2个')).toContainEqual([5, [3, 2], 'stated'])
  })

  it('finds the same whole whatever the numbers are', () => {
    const before = read('共有矿山41个，其中大型5个，中型12个，小型24个')
    const after = read('共有矿山42个，其中大型5个，中型12个，小型24个')
    expect(after[0]![1]).toEqual(before[0]![1])
    expect(after[0]![0]).toBe(42)
  })

  it('does not take areas given one by one for parts of an area before them', () => {
    expect(read('矿区1处，面积62平方千米；保护区2处，面积分别为18平方千米、12平方千米，合计30平方千米')).toEqual([
      [30, [18, 12], 'likely'],
    ])
  })
})
