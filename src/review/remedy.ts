/** What would make an application conform: the nearest change of output, years, block or area, computed and tried. */
import { compareQuantities, convertQuantity, numberText, type Quantity } from '#mineral/quantity.ts'
import { mappedBlock } from '#rules/block.ts'
import { computedIn, quoted } from '#rules/english.ts'
import { areaText, areaTextEn } from '#rules/measure-text.ts'
import { fittingBlocks } from '#rules/planned-block.ts'
import type { Application, Situation } from '#rules/situation.ts'
import { threshold } from './disagreement.ts'
import type { Judged } from './judged.ts'
import type { Change, OverallVerdict, Remedy } from './opinion.ts'
import { overallVerdicts } from './verdict.ts'

type Move = { readonly change: Change; readonly apply: (application: Application) => Application }

const shown = ({ value, unit }: Quantity): string => `${numberText(value)} ${unit}`

/** A converted figure as one would apply for it: two decimals, never less than what is asked. */
const upwards = (value: number): number => {
  const rounded = Number(value.toFixed(2))
  return rounded >= value ? rounded : Number((rounded + 0.01).toFixed(2))
}

/** The least value of a field that all rules asking more of it would take. */
const raise = (
  field: 'annualOutput' | 'serviceLife',
  broken: readonly Judged[],
  { application }: Situation,
): Move | null => {
  const { density } = application
  const options = density === undefined ? {} : { density }
  const from = application[field]
  if (!from) return null
  const asking = broken.flatMap((one) => {
    const least = one.held.test.measure === field ? threshold(one, application) : null
    if (!least) return []
    // In the applicant's own unit where it converts, so that "from 200 to 300 吨/日" reads as one thing.
    const same = convertQuantity(least, from.unit, options)
    return [{ id: one.rule.id, least: 'value' in same ? { value: upwards(same.value), unit: from.unit } : least }]
  })
  if (asking.length === 0) return null
  const to = asking
    .map(({ least }) => least)
    .reduce((a, b) => {
      const compared = compareQuantities(a, b, options)
      return 'order' in compared && compared.order < 0 ? b : a
    })
  const compared = compareQuantities(from, to, options)
  if (!('order' in compared) || compared.order >= 0) return null
  const [zh, en] = field === 'annualOutput' ? ['年开采规模', 'yearly output'] : ['服务年限', 'service life']
  return {
    change: {
      field,
      from: shown(from),
      to: shown(to),
      rules: asking.map(({ id }) => id),
      message: {
        zh: `${zh}由${shown(from)}提高到${shown(to)}以上`,
        en: `raise the ${en} from ${shown(from)} to at least ${shown(to)}`,
      },
    },
    apply: (one) => ({ ...one, [field]: to }),
  }
}

/** "150 + 60 = 210 > 170": what is left of a total, read from the rule's own arithmetic, is the most one may ask. */
const lower = (broken: readonly Judged[], { application }: Situation): Move | null => {
  const from = application.annualOutput
  if (!from) return null
  const left = broken.flatMap(({ rule, held, finding }) => {
    const cap = held.test
    if (cap.measure !== 'totalOutput' || typeof cap.value !== 'number' || !cap.unit || !finding.computed) return []
    const asked = convertQuantity(from, cap.unit)
    const total = /([\d.]+)\s*[>＞]/.exec(finding.computed)?.[1]
    const sum = /([\d.]+)\s*\+\s*([\d.]+)(?:\s*[^\d\s=>]*)\s*(?:=\s*[\d.]+\s*)?[>＞]/.exec(finding.computed)
    if (!('value' in asked)) return []
    const used = sum ? Number(sum[1]) : total === undefined ? Number.NaN : Number(total) - asked.value
    const room = Number((cap.value - used).toPrecision(12))
    return Number.isFinite(room) && room > 0 ? [{ id: rule.id, room: { value: room, unit: cap.unit } }] : []
  })
  const first = left[0]
  if (!first) return null
  const to = left
    .map(({ room }) => room)
    .reduce((a, b) => {
      const compared = compareQuantities(a, b)
      return 'order' in compared && compared.order > 0 ? b : a
    })
  return {
    change: {
      field: 'annualOutput',
      from: shown(from),
      to: shown(to),
      rules: left.map(({ id }) => id),
      message: {
        zh: `年开采规模由${shown(from)}降低到${shown(to)}以内（总量余额）`,
        en: `lower the yearly output from ${shown(from)} to at most ${shown(to)} (what is left of the total)`,
      },
    },
    apply: (one) => ({ ...one, annualOutput: to }),
  }
}

const move = (broken: readonly Judged[], situation: Situation): Move | null => {
  const rules = broken.filter(({ held }) => held.test.measure === 'block').map(({ rule }) => rule.id)
  const blocks = fittingBlocks(situation)
  const first = blocks[0]
  if (rules.length === 0 || !first) return null
  const names = blocks.map((fact) => fact.code ?? fact.name ?? fact.subject)
  const some = names.slice(0, 5)
  const to = some.join('、')
  return {
    change: {
      field: 'block',
      from: situation.application.block ?? null,
      to,
      rules,
      message: {
        zh: `改选同矿种的规划区块之一：${to}`,
        en: `move into one of the planned blocks for the mineral: ${some.map(quoted).join(', ')}`,
      },
    },
    apply: (one) => ({ ...one, block: names[0]! }),
  }
}

/** Ground that is closed is left out of the area, once however many rules close it, unless nothing would be left. */
const leaveOut = (broken: readonly Judged[]): readonly Change[] => {
  const closed = broken.filter(
    ({ rule, finding }) => rule.kind === 'protected-area' && finding.computed && !/[，,]\s*100%/.test(finding.computed),
  )
  return [...Map.groupBy(closed, ({ finding }) => finding.computed!)].map(([ground, closing]) => ({
    field: 'area',
    from: null,
    to: ground,
    rules: closing.map(({ rule }) => rule.id),
    message: {
      zh: `从申请范围中扣除重叠部分：${ground}`,
      en: `leave the overlap out of the area: ${computedIn('en', ground)}`,
    },
  }))
}

/** An area that reaches beyond the block it mostly lies in is drawn back into it. */
const drawBack = (broken: readonly Judged[], { application, land }: Situation): readonly Change[] => {
  const rules = broken.filter(({ held }) => held.test.measure === 'block').map(({ rule }) => rule.id)
  const block = land && mappedBlock(land, application.act)
  if (rules.length === 0 || !block || block.covers || application.block !== (block.code ?? block.feature)) return []
  const beyond = (1 - block.share) * land.area
  return [
    {
      field: 'area',
      from: null,
      to: application.block,
      rules,
      message: {
        zh: `将申请范围缩减到规划区块${application.block}以内（扣除区块外${areaText(beyond)}）`,
        en: `draw the area back into block “${application.block}” (leaving out ${areaTextEn(beyond)})`,
      },
    },
  ]
}

/** Judges a changed application; what is said of ground it no longer asks for is set aside, `elsewhere` all the map shows. */
type VerdictOf = (application: Application, aside: ReadonlySet<string>, elsewhere: boolean) => OverallVerdict

/**
 * The changes that mend what is broken, taken together, with the verdict they lead to: null where nothing is broken or
 * where no change of this application helps. The verdict is found by judging the changed application again; how new
 * ground lies is for the next review.
 */
export const remedyFor = (
  judged: readonly Judged[],
  situation: Situation,
  verdict: OverallVerdict,
  verdictOf: VerdictOf,
): Remedy | null => {
  const broken = judged.filter(({ finding }) => finding.verdict === 'fail' || finding.verdict === 'needs-reasons')
  if (broken.length === 0) return null
  const back = drawBack(broken, situation)
  const moved = back.length > 0 ? null : move(broken, situation)
  const raised = raise('annualOutput', broken, situation)
  const moves = [raised ?? lower(broken, situation), raise('serviceLife', broken, situation), moved]
  const found = moves.filter((one) => one !== null)
  // In another block the closed ground is left behind.
  const redrawn = moved ? [] : [...back, ...leaveOut(broken)]
  const changes = [...found.map(({ change }) => change), ...redrawn]
  if (changes.length === 0) return null
  const closed = moved ? broken.filter(({ rule }) => rule.kind === 'protected-area').map(({ rule }) => rule.id) : []
  const aside = new Set([...closed, ...redrawn.flatMap(({ rules }) => rules)])
  const changed = found.reduce((application, { apply }) => apply(application), situation.application)
  const then = verdictOf(changed, aside, moved !== null)
  const better = overallVerdicts.indexOf(then) > overallVerdicts.indexOf(verdict)
  return better || redrawn.length > 0 ? { changes, verdict: then } : null
}
