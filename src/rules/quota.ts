/** Totals of yearly output: what all mines of a mineral together may dig. Monitored, and weighed by every new mine. */
import { compareQuantities, convertQuantity, numberText } from '#mineral/quantity.ts'
import { countedMines, grows, mineOf, missingYears, outputBalance, withoutReplaced } from '#rules/balance.ts'
import { namesMineral } from '#rules/condition.ts'
import { answer, brokenVerdict, type Finding, unknownFor, type Words } from '#rules/finding.ts'
import { indicatorsOf, isTotalOutput } from '#rules/indicator.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { totalsOf } from '#rules/quota-text.ts'
import { counting } from '#rules/register.ts'
import type { Rule } from '#rules/rule.ts'
import type { Situation } from '#rules/situation.ts'
import { yearly } from '#rules/threshold.ts'

/** What the ledger holds already against the share of the total at which the door closes. */
const judgeReach = (rule: Rule, situation: Situation): Finding => {
  const { application, ledger, plan } = situation
  const cap = indicatorsOf(plan).find(
    ({ mineral, name, value }) =>
      isTotalOutput(name) && value !== null && mineral !== null && namesMineral([mineral], application.minerals),
  )
  if (!cap?.mineral || cap.value === null || !cap.unit)
    return answer(rule, 'not-applicable', { zh: '该矿种没有开采总量指标', en: 'no total is set for this mineral' })
  if (!ledger) return unknownFor(rule, ['ledger'])
  const unit = yearly(cap.unit)
  // Reached is what is granted; what waits in the queue may yet be refused.
  const { silent, total, unknown } = outputBalance({ ...ledger, ahead: [] }, [cap.mineral], unit, application.density)
  const share = Number(numberText(Math.round((total / cap.value) * 1e4) / 100))
  const reached = share >= (rule.test.value as number)
  const computed = `${numberText(total)} ÷ ${numberText(cap.value)} ${unit} = ${share}% ${reached ? '≥' : '<'} ${rule.test.value}%`
  if (reached)
    return answer(
      rule,
      brokenVerdict(rule),
      {
        zh: `${cap.mineral}开采总量已达到暂停投放的界限`,
        en: `the total of “${cap.mineral}” has reached the mark at which grants pause`,
      },
      { computed, conditions: [] },
    )
  if (silent.length > 0 || unknown) return unknownFor(rule, ['ledger'], { computed })
  return answer(
    rule,
    'pass',
    {
      zh: `${cap.mineral}开采总量未达到暂停投放的界限`,
      en: `the total of “${cap.mineral}” has not reached the mark at which grants pause`,
    },
    { computed },
  )
}

const judge = (rule: Rule, situation: Situation): Finding => {
  if (rule.test.measure === 'reachedTotal') return judgeReach(rule, situation)
  if (rule.test.measure === 'totalLimit')
    return answer(rule, 'not-applicable', {
      zh: '由规划所列的总量上限分别判断',
      en: 'the totals it refers to answer for themselves',
    })
  const { value, unit } = rule.test
  const names = rule.subjects.join('、') || '各矿种'
  const namesEn = rule.subjects.length > 0 ? `“${rule.subjects.join('、')}”` : 'all minerals'
  if (typeof value !== 'number' || unit === null) return unknownFor(rule, ['upperPlan'])
  const { application } = situation
  const { annualOutput, density } = application
  const { ledger } = situation
  const missing = [...(ledger ? [] : ['ledger']), ...(annualOutput ? [] : ['annualOutput'])]
  if (!ledger || !annualOutput) return unknownFor(rule, missing)
  const { sure, perhaps, open: doubt } = counting(withoutReplaced(ledger, application), rule, situation)
  const balance = outputBalance(sure, rule.subjects, unit, density)
  const open = outputBalance(perhaps, rule.subjects, unit, density)
  const own = convertQuantity(annualOutput, unit, { density })
  if ('unknown' in own) return unknownFor(rule, [own.needs ?? 'annualOutput'], { why: own.unknown })
  const compare = (terms: readonly number[]) => {
    const sum = Number(numberText(terms.reduce((all, term) => all + term, 0)))
    const compared = compareQuantities({ value: sum, unit }, { value, unit })
    const over = 'order' in compared && compared.order > 0
    const sums = terms.length > 1 ? `${terms.map(numberText).join(' + ')} = ` : ''
    return { sum, over, computed: `${sums}${numberText(sum)} ${over ? '>' : '≤'} ${numberText(value)} ${unit}` }
  }
  const least = compare([...balance.terms, own.value])
  const most = compare([...balance.terms, ...open.terms, own.value])
  const { over, computed } = least.over ? least : most
  const { ahead } = balance
  const granted = counting(withoutReplaced({ ...ledger, ahead: [] }, application), rule, situation).sure
  const now = outputBalance(granted, rule.subjects, unit, density).terms
  const strangers = [...balance.strangers, ...open.strangers]
  const silent = [...balance.silent, ...open.silent]
  const grown = grows(application)
  const replaced = mineOf(application, ledger)
  const notes: readonly Words[] = [
    ...(replaced && countedMines(ledger, rule.subjects).includes(replaced)
      ? [{ zh: `已扣除${replaced.name}现有产量`, en: `the present output of “${replaced.name}” is taken off` }]
      : []),
    ...(ahead > 0
      ? [{ zh: `含在先在办申请${ahead}件`, en: `${ahead} applications ahead in the queue are counted` }]
      : []),
    ...(strangers.length > 0
      ? [
          {
            zh: `${strangers.join('、')}未在台账登记，已计入`,
            en: `“${strangers.join('、')}”: not in the register, counted`,
          },
        ]
      : []),
    ...missingYears(ledger, rule.subjects)
      .filter(({ mine }) => !silent.includes(mine) && mine !== replaced?.name)
      .map(({ mine, years }) => ({
        zh: `${mine}缺${years.join('、')}年年报`,
        en: `no return from “${mine}” for ${years.join(', ')}`,
      })),
    ...(silent.length > 0 ? [{ zh: `${silent.join('、')}缺年报`, en: `no returns from “${silent.join('、')}”` }] : []),
  ]
  const note = { zh: notes.map(({ zh }) => zh).join('；'), en: notes.map(({ en }) => en).join('; ') }
  const noteZh = note.zh && `（${note.zh}）`
  const noteEn = note.en && ` (${note.en})`
  if (!least.over && most.over)
    return unknownFor(rule, [doubt?.field ?? 'ledger'], { computed, ...(doubt ? { why: doubt.why } : {}) })
  // A mine that grows is already among the summands: where nobody says which it is, the total is over only where it
  // would be whichever of them it is.
  const twice = grown && !replaced ? Math.min(own.value, Math.max(0, ...balance.terms)) : 0
  if (over && twice > 0 && least.sum - twice - balance.doubled <= value)
    return unknownFor(rule, ['mine'], {
      computed,
      why:
        application.mine === undefined
          ? { zh: '其中含本矿现有产量，须先扣除', en: 'the present output of this very mine is among the summands' }
          : { zh: `台账中没有矿山“${application.mine}”`, en: `the register has no mine “${application.mine}”` },
    })
  if (over && least.sum - balance.doubled <= value)
    return unknownFor(rule, ['ledger'], {
      computed,
      why: {
        zh: '在办的扩建申请没有写明原矿山，其现有产量可能重复计入',
        en: 'applications ahead do not say which mine they grow from; its output may be counted twice',
      },
    })
  if (over && ahead > 0 && !compare([...now, own.value]).over)
    return answer(
      rule,
      'needs-a-person',
      {
        zh: `仅因在先在办申请而将超过${names}年开采总量指标，须待其办结${noteZh}`,
        en: `over the total of ${namesEn} only by applications ahead in the queue: their outcome comes first${noteEn}`,
      },
      { computed, conditions: [] },
    )
  if (over)
    return answer(
      rule,
      brokenVerdict(rule),
      {
        zh: `${names}年开采总量将超过${rule.attribute === 'binding' ? '约束性' : rule.attribute === 'expected' ? '预期性' : '规划'}指标${noteZh}`,
        en: `total output of ${namesEn} would exceed the ${rule.attribute ?? 'planned'} total${noteEn}`,
      },
      { computed, conditions: [] },
    )
  const unread = balance.unknown ?? open.unknown
  if (unread) return unknownFor(rule, [unread.needs ?? 'ledger'], { why: unread.unknown })
  if (silent.length > 0) return unknownFor(rule, ['ledger'], { computed: `≥ ${computed}`, why: note })
  return answer(
    rule,
    'pass',
    {
      zh: `${names}年开采总量不超过规划指标${noteZh}`,
      en: `total output of ${namesEn} stays within the planned total${noteEn}`,
    },
    { computed },
  )
}

export const quota: RuleKindDefinition = { kind: 'quota', read: totalsOf, judge, speaksTo: () => ['mining'] }
