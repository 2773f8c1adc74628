/** What is different in an opinion made again, in the application it answers, and in what it was made from. */
import { computedIn, conditionIn, wordsIn } from '#rules/english.ts'
import { fieldName, type Words } from '#rules/finding.ts'
import { layerName } from '#rules/layer-kind.ts'
import { amendments } from './amendment.ts'
import type { Opinion, OpinionFinding } from './opinion.ts'

/** Versions of everything an opinion was made from; two that are equal give the same opinion on the same day. */
export type MadeFrom = {
  /** The plan first, then the plans above it, each by the hash of its document. */
  readonly plans: readonly { readonly id: string; readonly sha256: string }[]
  /** Version of the programs that read the plans. */
  readonly compiler: string
  /** Version of the programs that made the opinion of all this. Absent where it is not kept. */
  readonly reviewer?: string
  /** Hash of the rules as they held, after what persons decided of them. Absent in what was stored before it was kept. */
  readonly rules?: string
  /** Hash of the ledger as it stood, '' where there was none. */
  readonly ledger?: string
  /** Number of the last log entry before it. */
  readonly log: number
  readonly layers: readonly { readonly region: string; readonly name: string; readonly sha256: string }[]
}

export type ChangeKind =
  | 'application'
  | 'date'
  | 'plan'
  | 'rules'
  | 'ledger'
  | 'layers'
  | 'verdict'
  | 'finding'
  | 'condition'
  | 'missing'

export type Change = { readonly kind: ChangeKind; readonly message: Words }

const verdicts: Readonly<Record<string, Words>> = {
  'does-not-conform': { zh: '不符合规划', en: 'does not conform' },
  incomplete: { zh: '事实不全', en: 'incomplete' },
  'needs-a-person': { zh: '须由审查人员判断', en: 'needs a person' },
  'needs-reasons': { zh: '须说明理由', en: 'needs reasons' },
  'conforms-with-conditions': { zh: '附条件符合规划', en: 'conforms with conditions' },
  conforms: { zh: '符合规划', en: 'conforms' },
  'not-required': { zh: '不需要审查', en: 'needs no review' },
  fail: { zh: '不符合', en: 'fails' },
  unknown: { zh: '缺少事实', en: 'unknown' },
  condition: { zh: '附条件', en: 'condition' },
  pass: { zh: '符合', en: 'passes' },
  preferred: { zh: '优先支持', en: 'preferred' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
}

const called = (verdict: string): Words => verdicts[verdict] ?? { zh: verdict, en: verdict }

const change = (kind: ChangeKind, zh: string, en: string): Change => ({ kind, message: { zh, en } })

const versions = (layers: MadeFrom['layers']): Map<string, string> =>
  new Map(layers.map(({ region, name, sha256 }) => [`${region} ${name}`, sha256]))

/** What of the sources is another version: the reasons why an opinion may read otherwise today. */
export const sourceChanges = (before: MadeFrom, after: MadeFrom): readonly Change[] => {
  const changes: Change[] = []
  const plans = ({ plans: list }: MadeFrom) => list.map(({ sha256 }) => sha256).join(' ')
  if (plans(before) !== plans(after))
    changes.push(change('plan', '所依据的规划文本有变化', 'the plans are other versions'))
  if (before.compiler !== after.compiler || (before.rules !== undefined && before.rules !== after.rules))
    changes.push(
      change(
        'rules',
        '规则有变化（程序版本，或人工确认、更正、否决）',
        'the rules changed (program, or a person’s decision)',
      ),
    )
  const [then, today] = [before.reviewer, after.reviewer]
  if (then !== undefined && today !== undefined && then !== today)
    changes.push(change('rules', '审查程序的版本有变化', 'the program that makes opinions is another version'))
  if (before.ledger !== undefined && before.ledger !== after.ledger)
    changes.push(change('ledger', '台账或在办申请有变化', 'the ledger or the queue changed'))
  const [old, now] = [versions(before.layers), versions(after.layers)]
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(key) === now.get(key)) continue
    const name = layerName(key.slice(key.indexOf(' ') + 1))
    const [zh, en] = !old.has(key)
      ? ['新载入', 'is new']
      : now.has(key)
        ? ['已更新', 'was replaced']
        : ['已撤下', 'is gone']
    changes.push(change('layers', `图层“${name.zh}”${zh}`, `layer “${name.en}” ${en}`))
  }
  return changes
}

const byRule = (findings: readonly OpinionFinding[]): Map<string, OpinionFinding> =>
  new Map(findings.map((finding) => [`${finding.plan} ${finding.rule}`, finding]))

const short = (quote: string): string => (quote.length > 40 ? `${quote.slice(0, 40)}…` : quote)

/** How it came to its verdict: the arithmetic, or what it says where there is none. */
const reckoned = ({ computed, message }: OpinionFinding): Words =>
  computed === null ? { zh: message.zh, en: wordsIn('en', message) } : { zh: computed, en: computedIn('en', computed) }

const findingChanges = (before: Opinion, after: Opinion): Change[] => {
  const [old, now] = [byRule(before.findings), byRule(after.findings)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): Change[] => {
    const [was, is] = [old.get(key), now.get(key)]
    const quote = short((is ?? was)!.quote)
    const [from, to] = [called(was?.verdict ?? 'not-applicable'), called(is?.verdict ?? 'not-applicable')]
    if (was?.verdict !== is?.verdict && from !== to)
      return [change('finding', `“${quote}”：${from.zh} → ${to.zh}`, `“${quote}”: ${from.en} → ${to.en}`)]
    if (was && is && was.computed !== is.computed) {
      const [then, today] = [reckoned(was), reckoned(is)]
      return [change('finding', `“${quote}”：${then.zh} → ${today.zh}`, `“${quote}”: ${then.en} → ${today.en}`)]
    }
    return []
  })
}

const listChanges = (kind: 'condition' | 'missing', before: readonly string[], after: readonly string[]): Change[] => {
  const say = (item: string): Words =>
    kind === 'missing' ? fieldName(item) : { zh: item, en: conditionIn('en', item) }
  const [zh, en] = kind === 'missing' ? ['缺少的事实', 'missing fact'] : ['条件', 'condition']
  return [
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => change(kind, `不再有${zh}：${say(item).zh}`, `no longer a ${en}: ${say(item).en}`)),
    ...after
      .filter((item) => !before.includes(item))
      .map((item) => change(kind, `新增${zh}：${say(item).zh}`, `new ${en}: ${say(item).en}`)),
  ]
}

/**
 * What an opinion says otherwise than an earlier one on the same application: what was amended, then the verdict, then
 * the rest.
 */
export const opinionChanges = (before: Opinion, after: Opinion): readonly Change[] => {
  const changes: Change[] = amendments(before.application, after.application).map((message) => ({
    kind: 'application',
    message,
  }))
  if (before.verdict !== after.verdict) {
    const [from, to] = [called(before.verdict), called(after.verdict)]
    changes.push(change('verdict', `结论：${from.zh} → ${to.zh}`, `verdict: ${from.en} → ${to.en}`))
  }
  if (before.date !== after.date)
    changes.push(change('date', `审查日期：${before.date} → ${after.date}`, `date: ${before.date} → ${after.date}`))
  return [
    ...changes,
    ...findingChanges(before, after),
    ...listChanges('condition', before.conditions, after.conditions),
    ...listChanges('missing', before.missing, after.missing),
  ]
}
