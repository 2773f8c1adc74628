/** One name for each thing that plans measure, and which way its target points. */
import type { Operator } from '#plan/plan.ts'

/** Known measures: pattern over the written phrase → name, and whether a target for it is a ceiling or a floor. */
const measures: readonly (readonly [RegExp, string, '<=' | '>=' | '='])[] = [
  [/新(?:增|立|设).*(?:探矿权|勘查)/, '新增探矿权数量', '<='],
  [/新发现.*(?:矿产地|矿床)|发现.*矿产地|提交.*矿产地/, '新发现矿产地', '>='],
  [/(?:新增|新提交|新探明).*(?:资源|储量)|(?:资源|储)量.*新增|^新增$/, '新增资源量', '>='],
  [
    /(?:年)?(?:开采|采掘|生产|产出)(?:总)?量|开采总量|年产(?:矿石)?量?$|矿石(?:年)?产(?:总)?量|年产总量|产矿量|总量(?:调控|控制|管控)/,
    '年开采量',
    '<=',
  ],
  [
    /大中型(?:以上)?(?:生产)?矿山(?:数量|数|企业)?(?:的)?(?:所占)?(?:比例|比重|占比|占)|大中型(?:矿山)?(?:比例|占比|比重)|中型(?:及|以)?以上矿山.*(?:占比|比例)/,
    '大中型矿山比例',
    '>=',
  ],
  [/绿色矿山.*(?:比例|占比|建成率|率|达标率|比重)/, '绿色矿山比例', '>='],
  [/绿色矿山.*(?:数量|数|个数|建成)|建成.*绿色矿山|^绿色矿山$/, '绿色矿山数量', '>='],
  [/(?:复垦|治理|修复|恢复)矿山(?:数|数量|个数)|治理(?:的)?矿山数|治理数量/, '治理矿山数量', '>='],
  [/(?:有效)?采矿权(?:总)?(?:数量|数|总数|个数)?$/, '采矿权数量', '<='],
  [
    /(?:矿山|矿山企业|生产矿山|持证矿山|固体矿山)(?:总)?(?:数量|数|总数|个数|总量|数总量)|^(?:全[县市区])?(?:现有|共有|有|有效)?矿山$|矿山总数/,
    '矿山数量',
    '<=',
  ],
  [/(?:有效)?探矿权(?:总)?(?:数量|数|总数|个数)?$/, '探矿权数量', '<='],
  [/(?:矿业|采矿业|采掘业|矿山)(?:经济|工业)?(?:年)?(?:总)?(?:产值|增加值|销售收入)/, '矿业产值', '>='],
  [/开采回采率|回采率/, '开采回采率', '>='],
  [/选矿回收率/, '选矿回收率', '>='],
  [/综合利用率/, '综合利用率', '>='],
  [/(?:治理|复垦|恢复|修复|复绿)(?:恢复|复垦|治理|修复)*率/, '治理恢复率', '>='],
  [/治理比例|修复比例/, '治理比例', '>='],
  [/(?:治理|复垦|恢复|修复|复绿)(?:恢复|复垦|治理|修复|土地)*(?:总)?面积/, '治理恢复面积', '>='],
  [/最低(?:开采|生产)规模|(?:开采|生产|建设)规模/, '最低开采规模', '>='],
]

export type Measure = { readonly name: string; readonly target: Operator; readonly known: boolean }

/** The measure a phrase speaks of; a phrase nobody knows is its own measure, and its target says nothing of a direction. */
export const measureOf = (phrase: string): Measure => {
  const plain = phrase.replace(/\s+/g, '').replace(/[（(][^（）()]*[）)]/g, '')
  // What is still to be restored is no restoration.
  const hit = /[未应待需](?:恢复|治理|修复|复垦)/.test(plain)
    ? undefined
    : measures.find(([pattern]) => pattern.test(plain))
  return hit ? { name: hit[1], target: hit[2], known: true } : { name: plain, target: '=', known: false }
}
