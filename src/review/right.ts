/**
 * Rights already registered, and applications under way, where a new right is asked for. No second right is set inside a
 * registered area, except where the State allows it by mineral (Mineral Resources Law, revised 2024, article 23).
 */
import { kindOfOverlap, layerTitle } from '#rules/layer-kind.ts'
import { areaText, areaTextEn, shareText } from '#rules/measure-text.ts'
import type { Application, LandFacts, Overlap } from '#rules/situation.ts'
import { type LandNote, landNote } from './land-note.ts'

const law = '《中华人民共和国矿产资源法》（2024年修订）第二十三条：已登记矿业权范围内不再设置其他矿业权'

/** Minerals that flow are won apart from solid ones: the State may allow both in one place. */
const flows = /石油|天然气|油气|页岩气|煤层气|地热|地下热水|矿泉水|地下水|卤水|二氧化碳气|氦气|氡气/
const apart = (application: Application, { minerals, feature }: Overlap): boolean => {
  const there = minerals && minerals.length > 0 ? minerals.some((name) => flows.test(name)) : flows.test(feature)
  return there !== application.minerals.some((name) => flows.test(name))
}

/** Events of a right one already has. */
const own: ReadonlySet<Application['event']> = new Set([
  'expansion',
  'capacity-upgrade',
  'change',
  'closure',
  'renewal',
  'transfer',
  'rename',
])

/** How the overlap with one right weighs, and why. */
const weigh = (application: Application, right: Overlap): readonly [LandNote['verdict'], string, string] => {
  const { event } = application
  const kind = kindOfOverlap(right)
  if (kind === 'application')
    return ['needs-a-person', '该申请尚在办理，先后由人核实', 'it is under way: a person sees which comes first']
  if (own.has(event) && kind === 'mining-right' && right.feature === application.mine)
    return ['told', '即申请所述的矿山', 'the mine that the application names']
  if (own.has(event)) return ['told', '请核实是否为申请人自己的矿业权', 'check that it is the applicant’s own']
  if (event === 'conversion' && kind === 'exploration-right')
    return ['told', '探转采：请核实是否为申请人自己的探矿权', 'conversion: check that it is the applicant’s own']
  if (apart(application, right))
    return [
      'needs-a-person',
      '矿种不同类，是否属于国家允许重叠的情形由人判断',
      'a person judges whether the State allows both by mineral',
    ]
  return ['fail', '已登记矿业权范围内不再设置其他矿业权', 'no second right is set inside a registered area']
}

const rights = new Set(['mining-right', 'exploration-right', 'application'])

export const rightNotes = (application: Application, land: LandFacts): readonly LandNote[] =>
  land.overlaps
    .filter((overlap) => overlap.area > 0 && !overlap.sliver && rights.has(kindOfOverlap(overlap) ?? ''))
    .map((right) => {
      const [verdict, zh, en] = weigh(application, right)
      const kind = kindOfOverlap(right)!
      return landNote(
        'right',
        verdict,
        {
          zh: `与${layerTitle(kind)}“${right.feature}”${right.code && right.code !== right.feature ? `（${right.code}）` : ''}重叠${areaText(right.area)}，占申请范围的${shareText(right.share)}：${zh}`,
          en: `${areaTextEn(right.area)} (${shareText(right.share)}) lies on “${right.code ?? right.feature}”: ${en}`,
        },
        {
          computed: `${areaText(right.area)} / ${areaText(land.area)} = ${shareText(right.share)}`,
          basis: verdict === 'told' || kind === 'application' ? null : law,
        },
      )
    })
