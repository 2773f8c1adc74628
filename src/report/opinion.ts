/** The opinion as an office signs it: number, applicant, facts, map, findings by clause, conclusion, conditions, signatures. */
import type { Shape } from '#land/shape.ts'
import { mapSketch } from '#report/map-sketch.ts'
import { cornersOf, drawable } from '#report/map-view.ts'
import { type Block, dayText, type Paper, quotation, sections, text } from '#report/paper.ts'
import {
  actNames,
  eventNames,
  findingNames,
  findingOrder,
  methodNames,
  overallNames,
  scaleNames,
} from '#report/words.ts'
import type { MapLayer } from '#review/map.ts'
import type { Opinion, OpinionFinding, OverallVerdict, Remedy } from '#review/opinion.ts'
import type { PlacedLand } from '#review/placed.ts'
import { fieldName } from '#rules/finding.ts'
import { areaText } from '#rules/measure-text.ts'

/** What the register knows beside the opinion. `number` and `applicant` are blank lines on paper where absent. */
export type OpinionPaper = {
  readonly opinion: Opinion
  readonly number: string | null
  readonly applicant: string | null
  readonly office: string | null
  readonly regionName: string | null
  /** Three persons, or two where nobody read a second time: who signs is never who reviewed. Blank lines where null. */
  readonly reviewedBy: string | null
  readonly secondReader: string | null
  readonly signedBy: string | null
  /** What lies around the area, for the sketch; null: no map is at hand. */
  readonly layers?: readonly MapLayer[] | null
  /** What a reader of the sketch must know, such as that layers have changed since the review. */
  readonly mapNote?: string | null
}

const name = '矿产资源规划符合性审查意见'

const quantity = (value: { value: number; unit: string } | undefined): string =>
  value ? `${value.value} ${value.unit}` : '未提供'
const list = (values: readonly string[] | undefined): string =>
  values === undefined ? '未提供' : values.length === 0 ? '无' : values.join('、')

const blockText = (block: string | undefined): string =>
  block === undefined ? '未提供' : block === 'none' ? '不在区块内' : block

/** Left and right halves of the facts table, label and value. What the map shows goes before what is stated. */
const facts = ({ application, land }: Opinion, regionName: string | null): string[][] => [
  [
    '申请类别',
    `${actNames[application.act]}${eventNames[application.event]}`,
    '所在区域',
    [regionName ?? application.region, land?.township ?? application.township ?? ''].join(' ').trim(),
  ],
  [
    '矿种',
    `${application.minerals.join('、')}${application.variety ? `（${application.variety}）` : ''}`,
    '开采方式',
    application.method ? methodNames[application.method] : '未提供',
  ],
  [
    '储量规模',
    application.depositScale ? scaleNames[application.depositScale] : '未提供',
    '资源储量',
    quantity(application.reserves),
  ],
  ['设计生产规模', quantity(application.annualOutput), '服务年限', quantity(application.serviceLife)],
  [
    '规划区块',
    land?.block ? `${blockText(land.block)}（图上）` : blockText(application.block),
    '规划分区',
    land && land.inside.length > 0
      ? `${land.inside.map((zone) => zone.name).join('、')}（图上）`
      : list(application.inside),
  ],
  ['提交材料', list(application.documents), '承诺事项', list(application.undertakings)],
]

const areaLine = ({ area, ellipsoid, block, township }: PlacedLand): string =>
  `${[
    `申请范围面积${areaText(area)}（3度带平面）${ellipsoid === null ? '' : `、${areaText(ellipsoid)}（椭球面）`}`,
    ...(township ? [`位于${township}`] : []),
    ...(block ? [block === 'none' ? '不在任何规划区块内' : `规划区块${block}`] : []),
  ].join('；')}。`

/** A table of more corners would be longer than the opinion. */
const mostCorners = 300

/** 117°30′05.12″. */
const angleText = (degrees: number): string => {
  const hundredths = Math.round(degrees * 360_000)
  const [whole, minutes, seconds] = [
    Math.floor(hundredths / 360_000),
    Math.floor(hundredths / 6000) % 60,
    (hundredths % 6000) / 100,
  ]
  return `${whole}°${String(minutes).padStart(2, '0')}′${seconds.toFixed(2).padStart(5, '0')}″`
}

const cornerBlocks = (area: Shape): Block[] => {
  const corners = cornersOf(area)
  const several = corners.some(({ ring }) => ring > 1)
  const left = corners.length - mostCorners
  return [
    {
      kind: 'table',
      header: ['拐点', ...(several ? ['环'] : []), 'X（米）', 'Y（米）', '东经', '北纬'],
      rows: corners
        .slice(0, mostCorners)
        .map(({ name: corner, ring, x, y, longitude, latitude }) => [
          corner,
          ...(several ? [String(ring)] : []),
          x.toFixed(2),
          y.toFixed(2),
          angleText(longitude),
          angleText(latitude),
        ]),
      shares: several ? [10, 8, 20, 22, 20, 20] : [12, 22, 24, 21, 21],
      numbers: several ? [2, 3, 4, 5] : [1, 2, 3, 4],
    },
    text(`坐标系：2000 国家大地坐标系，3 度带高斯—克吕格平面坐标（X 向北，Y 向东并冠以带号）。`),
    ...(left > 0 ? [text(`另有 ${left} 个拐点，见申请所附坐标。`)] : []),
  ]
}

const landBlocks = ({ opinion, layers = null, mapNote = null }: OpinionPaper): Block[] => {
  const { land, application } = opinion
  const shape = drawable(application.area)
  const notes = (land?.notes ?? []).map(({ verdict, message, basis }, i) =>
    text(
      `${i + 1}. ${verdict === 'told' ? '' : `【${findingNames[verdict]}】`}${message.zh}${basis ? `（${basis}）` : ''}`,
      { indent: false },
    ),
  )
  return [
    ...(land ? [text(areaLine(land))] : []),
    ...notes,
    ...(shape
      ? [{ kind: 'picture' as const, drawing: mapSketch(shape, layers ?? []), caption: '申请范围示意图' }]
      : []),
    ...(shape && (layers ?? []).length === 0 ? [text('没有加载图层，图上只有申请范围本身。')] : []),
    ...(shape && mapNote ? [text(mapNote)] : []),
    ...(shape ? cornerBlocks(shape) : []),
  ]
}

const place = (finding: OpinionFinding): string =>
  `《${finding.plan}》第${finding.at.line}行${finding.upper ? '（上级规划）' : ''}`

const findingBlocks = (finding: OpinionFinding, number: number): Block[] => [
  text(
    `${number}. 【${findingNames[finding.verdict]}】${finding.message.zh}${finding.computed ? `（${finding.computed}）` : ''}`,
    { indent: false, keep: true },
  ),
  quotation(`“${finding.quote}” —— ${place(finding)}`),
]

const clauseBlocks = ({ findings }: Opinion): Block[] => {
  const told = findingOrder.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict))
  const counts = findingOrder
    .map((verdict) => [findingNames[verdict], told.filter((finding) => finding.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0)
  const notMeant = findings.filter(({ verdict }) => verdict === 'not-applicable').length
  return [
    text(
      told.length === 0
        ? '没有针对本申请的规划要求。'
        : `针对本申请的规划要求 ${told.length} 条：${counts.map(([verdict, count]) => `${verdict} ${count} 条`).join('，')}。`,
    ),
    ...told.flatMap((finding, i) => findingBlocks(finding, i + 1)),
    ...(notMeant > 0 ? [text(`另有 ${notMeant} 条规划要求不针对本申请。`)] : []),
  ]
}

const numbered = (lines: readonly string[]): Block[] =>
  lines.map((line, i) => text(`${i + 1}. ${line}`, { indent: false }))

const remedyBlocks = ({ changes, verdict }: Remedy, before: OverallVerdict): Block[] =>
  changes.length === 0
    ? []
    : [
        text(`作以下全部调整后，结论${verdict === before ? '仍为' : '为'}“${overallNames[verdict]}”：`, { keep: true }),
        ...numbered(changes.map(({ message }) => message.zh)),
      ]

const basisBlocks = ({ basis, procedure }: Opinion): Block[] => [
  ...[basis.plan, ...basis.upper].map(({ title, sha256 }) =>
    text(`《${title}》（文本指纹 ${sha256.slice(0, 16)}）`, { indent: false }),
  ),
  ...procedure.map((note) => text(`${note.basis}：${note.message.zh}`, { indent: false })),
]

const blank = '____________'

/** The opinion before it is a file. */
export const opinionPaper = (known: OpinionPaper): Paper => {
  const { opinion, number, applicant } = known
  const conclusion = overallNames[opinion.verdict]
  const missing = opinion.missing.map((field) => fieldName(field).zh).join('、')
  const { remedy } = opinion
  return {
    name,
    mark: number,
    date: opinion.date,
    blocks: [
      { kind: 'title', words: name },
      {
        kind: 'table',
        header: null,
        rows: [
          ['编号', number ?? blank, '审查日期', opinion.date ? dayText(opinion.date) : blank],
          ['申请人', applicant ?? blank, '审查结论', conclusion],
        ],
        shares: [14, 36, 14, 36],
      },
      ...sections([
        [
          '申请事项',
          [
            {
              kind: 'table',
              header: null,
              rows: facts(opinion, known.regionName),
              shares: [17, 33, 14, 36],
            },
          ],
        ],
        [
          '须核实的事项',
          numbered(opinion.messages.filter(({ severity }) => severity !== 'info').map((message) => message.text)),
        ],
        ['逐条审查', clauseBlocks(opinion)],
        [
          '规划条文之间的不一致',
          opinion.disagreements.flatMap(({ message, quotes }) => [
            text(message.zh, { indent: false }),
            quotation(quotes.map((words) => `“${words}”`).join('\n')),
          ]),
        ],
        ['申请范围与图上核查', landBlocks(known)],
        [
          '审查结论',
          [
            text(`${conclusion}。`, { bold: true }),
            ...(missing ? [text(`尚缺以下事实，缺少的事实不作为符合处理：${missing}。`)] : []),
          ],
        ],
        ['附加条件', numbered(opinion.conditions)],
        ['可作的调整', remedy ? remedyBlocks(remedy, opinion.verdict) : []],
        ['依据', basisBlocks(opinion)],
      ]),
      {
        kind: 'signature',
        lines: [
          `审查人：${known.reviewedBy ?? blank}　　复核人：${known.secondReader ?? blank}`,
          `签发人：${known.signedBy ?? blank}`,
          known.office ?? '（审查机关盖章）',
          '年　　月　　日',
        ],
      },
    ],
  }
}
