/** Areas said in sentences: of the region, of zones in sum, of what is damaged and restored. */
import { type Draft, fromClause, WHOLE } from './draft.ts'
import { operatorOf, type Statement } from './statement.ts'

const known =
  /^(?:[县市区省]域)?(?:国土|土地|行政区域|幅员|区域)?(?:总)?面积$|^(?:勘查|登记|开采|治理|恢复|修复|复垦|损毁|占用|破坏|矿山|土地|规划|区块|历史遗留|未|应|已|完成|项目|累计|使用|重点|总)+(?:区块?|矿山)?(?:的)?(?:总)?面积$/

/** What a sentence lists, whose area is then summed. */
const subjects =
  /重点(?:勘查|开采|治理|矿|保护)区|集中开采区|(?:限制|禁止|允许|备选)(?:勘查|开采)区|勘查(?:规划)?区块|开采(?:规划)?区块|规划矿区|保护区|勘查项目|治理项目|探矿权|采矿权/g

export const readArea = (statement: Statement): Draft | null => {
  const { quantity, phrase, unit, clause, year } = statement
  if (unit.dimension !== 'area' || quantity.upper !== undefined) return null
  // A bare 面积 belongs to what stands before it: a zone's own area is read with the zone.
  if (phrase === '' || phrase === '面积' || phrase.length > 24) return null
  const before = clause.span.text.slice(0, quantity.start)
  const listed = [...before.matchAll(subjects)].at(-1)?.[0]
  const region =
    /[县市区省]域|国土|幅员|行政区域|^土地/.test(phrase) ||
    /(?:全|我|本)[县市区]$/.test(before.slice(0, before.lastIndexOf(phrase)))
  // A bare total belongs to what the sentence lists, and to the region only where the text says so.
  const clear = region || listed !== undefined || !/^(?:土地)?总面积$/.test(phrase)
  return {
    kind: 'area',
    subject: region ? WHOLE : (listed ?? WHOLE),
    measure: phrase,
    op: operatorOf(statement, '>='),
    value: quantity.value,
    unit: quantity.unit,
    year,
    attribute: null,
    ...fromClause(clause, statement.span),
    confidence: known.test(phrase) && clear ? 'sure' : 'likely',
  }
}
