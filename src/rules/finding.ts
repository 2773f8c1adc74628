import type { Place } from '#document/document.ts'
import type { Rule } from '#rules/rule.ts'

export type FindingVerdict =
  | 'pass'
  | 'fail'
  | 'condition'
  | 'needs-reasons'
  | 'needs-a-person'
  | 'unknown'
  | 'not-applicable'
  | 'preferred'

/** Chinese first, English beside it. */
export type Words = { readonly zh: string; readonly en: string }

/** What one rule says of one application. Every line cites its clause. */
export type Finding = {
  readonly rule: string
  readonly kind: string
  readonly verdict: FindingVerdict
  readonly message: Words
  /** The arithmetic: "12 < 30 万立方米/年". */
  readonly computed: string | null
  readonly quote: string
  readonly at: Place
  /** What the opinion must carry when it is granted. */
  readonly conditions: readonly string[]
  /** Names of application fields (or 'ledger', 'layers') that the rule needed and did not find. */
  readonly missing: readonly string[]
  /** True where an unknown or a fail stands for a refusing rule. */
  readonly refuses: boolean
}

/** True where the application is refused when the rule is broken. */
const refuses = (rule: Rule): boolean =>
  rule.attribute === 'binding' || (rule.effect === 'refuse' && rule.force === 'must' && rule.attribute === null)

/** What breaking a rule means, from the plan's own words: a must fails, a principle or a target wants reasons. */
export const brokenVerdict = (rule: Rule): 'fail' | 'needs-reasons' => (refuses(rule) ? 'fail' : 'needs-reasons')

/** A finding that cites its rule; what is not said is empty. */
export const answer = (
  rule: Rule,
  verdict: FindingVerdict,
  message: Words,
  more: Partial<Pick<Finding, 'computed' | 'conditions' | 'missing'>> = {},
): Finding => ({
  rule: rule.id,
  kind: rule.kind,
  verdict,
  message,
  computed: more.computed ?? null,
  quote: rule.quote,
  at: rule.at,
  conditions: more.conditions ?? (verdict === 'not-applicable' ? [] : (rule.duties ?? [])),
  missing: more.missing ?? [],
  refuses: refuses(rule),
})

const fieldNames: Readonly<Record<string, Words>> = {
  act: { zh: '勘查或开采', en: 'exploration or mining' },
  event: { zh: '申请事项', en: 'matter' },
  minerals: { zh: '矿种', en: 'minerals' },
  statedArea: { zh: '申报面积', en: 'stated area' },
  altitude: { zh: '开采标高', en: 'altitude limits' },
  date: { zh: '日期', en: 'date' },
  annualOutput: { zh: '年开采规模', en: 'annual output' },
  serviceLife: { zh: '服务年限', en: 'service life' },
  depositScale: { zh: '储量规模', en: 'deposit scale' },
  reserves: { zh: '资源储量', en: 'reserves' },
  method: { zh: '开采方式', en: 'mining method' },
  variety: { zh: '矿种类型', en: 'variety' },
  inside: { zh: '所在规划分区', en: 'zones it lies in' },
  block: { zh: '规划区块', en: 'block' },
  region: { zh: '所在县（市、区）', en: 'county' },
  township: { zh: '所在乡镇', en: 'township' },
  purposes: { zh: '保障的项目', en: 'purposes' },
  changes: { zh: '变更事项', en: 'what changes' },
  onFarmland: { zh: '是否占用耕地', en: 'whether it lies on farmland' },
  documents: { zh: '申请材料', en: 'documents' },
  undertakings: { zh: '承诺事项', en: 'undertakings' },
  density: { zh: '矿石体重', en: 'density' },
  mine: { zh: '原矿山（台账名称）', en: 'the registered mine it grows from' },
  ledger: { zh: '矿山台账', en: 'ledger' },
  area: { zh: '申请范围', en: 'the applied area' },
  layers: { zh: '空间图层', en: 'layers' },
  upperPlan: { zh: '上级规划', en: 'upper plan' },
}

/** What a field of an application is called; the field itself where it has no name yet. */
export const fieldName = (field: string): Words => fieldNames[field] ?? { zh: field, en: field }

/** Unknown for want of facts: which, in both languages; `why` says more where naming them does not explain it. */
export const unknownFor = (
  rule: Rule,
  missing: readonly string[],
  more: { readonly computed?: string; readonly why?: Words } = {},
): Finding =>
  answer(
    rule,
    'unknown',
    {
      zh: `缺少${missing.map((field) => fieldName(field).zh).join('、')}，无法判断${more.why ? `（${more.why.zh}）` : ''}`,
      en: `cannot be judged without ${missing.map((field) => fieldName(field).en).join(', ')}${more.why ? ` (${more.why.en})` : ''}`,
    },
    { missing, computed: more.computed ?? null, conditions: [] },
  )
