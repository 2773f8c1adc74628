/** The opinion as an office signs it: number, applicant, facts, findings by clause, conclusion, conditions, signatures. */
import type { FileChild } from 'docx'
import * as page from '#report/page.ts'
import {
  actNames,
  eventNames,
  findingNames,
  findingOrder,
  methodNames,
  overallNames,
  scaleNames,
} from '#report/words.ts'
import type { Opinion, OpinionFinding } from '#review/opinion.ts'
import type { PlacedLand } from '#review/placed.ts'
import { fieldName } from '#rules/finding.ts'
import { areaText } from '#rules/measure-text.ts'
import type { Application } from '#rules/situation.ts'

/** What the register knows beside the opinion. `number` and `applicant` are blank lines on paper where absent. */
export type OpinionPaper = {
  readonly opinion: Opinion
  readonly number: string | null
  readonly applicant: string | null
  readonly office: string | null
  readonly regionName: string | null
  readonly signedBy: string | null
  readonly secondReader: string | null
}

const quantity = (value: { value: number; unit: string } | undefined): string =>
  value ? `${value.value} ${value.unit}` : '未提供'
const list = (values: readonly string[] | undefined): string =>
  values === undefined ? '未提供' : values.length === 0 ? '无' : values.join('、')

/** Left and right halves of the facts table, label and value. */
const facts = (application: Application, regionName: string | null): string[][] => [
  [
    '申请类别',
    `${actNames[application.act]}${eventNames[application.event]}`,
    '所在区域',
    [regionName ?? application.region, application.township ?? ''].join(' ').trim(),
  ],
  [
    '矿种',
    [application.minerals.join('、'), application.variety ?? ''].filter(Boolean).join('（') +
      (application.variety ? '）' : ''),
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
    application.block === undefined ? '未提供' : application.block === 'none' ? '不在区块内' : application.block,
    '规划分区',
    list(application.inside),
  ],
  ['提交材料', list(application.documents), '承诺事项', list(application.undertakings)],
]

const areaLine = ({ area, ellipsoid, block, township }: PlacedLand): string =>
  [
    `申请范围面积${areaText(area)}（3度带平面）${ellipsoid === null ? '' : `、${areaText(ellipsoid)}（椭球面）`}`,
    ...(township ? [`位于${township}`] : []),
    ...(block ? [block === 'none' ? '不在任何规划区块内' : `规划区块${block}`] : []),
  ].join('；')

const place = (finding: OpinionFinding): string =>
  `《${finding.plan}》第${finding.at.line}行${finding.upper ? '（上级规划）' : ''}`

const findingLines = (finding: OpinionFinding, number: number): FileChild[] => [
  page.text(
    `${number}. 【${findingNames[finding.verdict]}】${finding.message.zh}${finding.computed ? `（${finding.computed}）` : ''}`,
    { indent: false },
  ),
  page.quotation(`“${finding.quote}” —— ${place(finding)}`),
]

export const opinionDocx = async (paper: OpinionPaper): Promise<Uint8Array> => {
  const { opinion } = paper
  const told = findingOrder.flatMap((verdict) => opinion.findings.filter((finding) => finding.verdict === verdict))
  const notMeant = opinion.findings.filter((finding) => finding.verdict === 'not-applicable').length
  const children: FileChild[] = [
    page.title('矿产资源规划符合性审查意见'),
    page.text(`编号：${paper.number ?? '____________'}`, { indent: false }),
    page.text(`申请人：${paper.applicant ?? '____________'}　　审查日期：${opinion.date ?? '____________'}`, {
      indent: false,
    }),
    page.heading('一、申请事项'),
    page.table(null, facts(opinion.application, paper.regionName), [16, 34, 16, 34]),
    page.heading('二、审查结论'),
    page.text(`结论：${overallNames[opinion.verdict]}。`, { bold: true }),
  ]
  if (opinion.missing.length > 0)
    children.push(
      page.text(
        `尚缺以下事实，缺少的事实不作为符合处理：${opinion.missing.map((field) => fieldName(field).zh).join('、')}。`,
      ),
    )
  if (opinion.conditions.length > 0) {
    children.push(page.heading('三、附加条件'))
    opinion.conditions.forEach((condition, i) => {
      children.push(page.text(`${i + 1}. ${condition}`, { indent: false }))
    })
  }
  if (opinion.land && opinion.land.notes.length > 0) {
    children.push(page.heading('图上核查'))
    children.push(page.text(areaLine(opinion.land)))
    opinion.land.notes.forEach(({ verdict, message, basis }, i) => {
      const mark = verdict === 'told' ? '' : `【${findingNames[verdict]}】`
      children.push(page.text(`${i + 1}. ${mark}${message.zh}${basis ? `（${basis}）` : ''}`, { indent: false }))
    })
  }
  children.push(page.heading('四、逐条审查'))
  told.forEach((finding, i) => {
    children.push(...findingLines(finding, i + 1))
  })
  if (notMeant > 0) children.push(page.text(`另有 ${notMeant} 条规划要求不针对本申请。`))
  if (opinion.disagreements.length > 0) {
    children.push(page.heading('五、规划条文之间的不一致'))
    for (const { message, quotes } of opinion.disagreements)
      children.push(page.text(message.zh, { indent: false }), ...quotes.map((words) => page.quotation(`“${words}”`)))
  }
  if (opinion.remedy && opinion.remedy.changes.length > 0) {
    children.push(page.heading('六、如何调整可以符合'))
    opinion.remedy.changes.forEach(({ message }, i) => {
      children.push(page.text(`${i + 1}. ${message.zh}`, { indent: false }))
    })
  }
  children.push(page.heading('依据'))
  for (const { title, sha256 } of [opinion.basis.plan, ...opinion.basis.upper])
    children.push(page.text(`《${title}》（文本指纹 ${sha256.slice(0, 16)}）`, { indent: false }))
  for (const note of opinion.procedure) children.push(page.text(`${note.basis}：${note.message.zh}`, { indent: false }))
  children.push(
    page.signatureLine(`审查人：${paper.signedBy ?? '__________'}　　复核人：${paper.secondReader ?? '__________'}`),
    page.signatureLine(paper.office ?? '（审查机关盖章）'),
    page.signatureLine('年　　月　　日'),
  )
  return page.toDocx('矿产资源规划符合性审查意见', children)
}
