/** Restored areas and money: what is done within what is due, one round within the total, one total only. */
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { addable, baseValue, type Figure, tidy } from '#plan/text/figure.ts'
import { type Passage, passagesOf, saidIn, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

type Role = 'used' | 'due' | 'total' | 'round' | 'project'
type Said = { readonly role: Role; readonly passage: Passage; readonly figure: Figure }

const roleOf = (passage: Passage, figure: Figure): Role | null => {
  const { from } = sentenceAround(passage.text, figure.start)
  const before = passage.text.slice(from, figure.start)
  const label = figure.label
  if (!/治理|恢复|修复|复垦|用地|使用土地|占用|破坏/.test(before)) return null
  if (/未/.test(label)) return null
  if (figure.dimension === 'area') {
    if (/应(?:当)?(?:恢复|治理|修复)/.test(label)) return 'due'
    if (/使用土地|用地|占用|破坏土地/.test(label)) return 'used'
    if (!/治理|恢复|修复|复垦|面积/.test(label) || /矿山$/.test(label)) return null
  } else if (figure.dimension === 'money') {
    if (!/投入|投资|资金/.test(before) || /返还|保证金|缴存|存储/.test(before)) return null
  } else return null
  if (/累计/.test(before)) return 'total'
  if (
    passage.headings.some((heading) => /成效|上一?轮|第[一二三四]轮/.test(heading)) ||
    /期间|上一?轮|[三二四]轮/.test(before)
  )
    return 'round'
  if (/项目|投资估算/.test(before) && !passage.present) return 'project'
  return null
}

const shown = (said: Said) => quote(said.passage.span, said.figure.labelStart, said.figure.end)

const within = (small: Said, large: Said, zh: string, en: string): Finding => {
  const holds = baseValue(small.figure) <= baseValue(large.figure)
  return judged(holds, {
    quotes: [shown(small), shown(large)],
    computed: `${small.figure.text} ${holds ? '≤' : '>'} ${large.figure.text}（${tidy((baseValue(small.figure) / baseValue(large.figure)) * 100, 2)}%）`,
    right: { zh: `${zh}成立`, en: `${en}: so it is` },
    wrong: { zh: `${zh}不成立`, en: `${en}: not so` },
    remedy: { zh: '核对两处数字与口径', en: 'Check both figures and what they cover' },
  })
}

/** What a hectare cost, where one sentence gives money and area. */
const costs = (said: readonly Said[]): Finding[] => {
  const rates = said.flatMap((money) => {
    if (money.figure.dimension !== 'money') return []
    const area = said.find((each) => {
      if (each.figure.dimension !== 'area' || each.passage !== money.passage || each.role !== money.role) return false
      const sentence = sentenceAround(each.passage.text, money.figure.start)
      return each.figure.start >= sentence.from && each.figure.end <= sentence.to
    })
    // Money for all is none for a part of it.
    return area && area.figure.value > 0 && !area.figure.label.startsWith('其中')
      ? [{ money, area, rate: baseValue(money.figure) / 1e4 / (baseValue(area.figure) / 1e4) }]
      : []
  })
  const least = Math.min(...rates.map((each) => each.rate))
  return rates
    .filter((each) => (rates.length > 1 && each.rate > 3 * least) || each.rate > 1000)
    .map(
      (each): Finding => ({
        verdict: 'doubtful',
        quotes: [
          quote(
            each.money.passage.span,
            Math.min(each.money.figure.labelStart, each.area.figure.labelStart),
            Math.max(each.area.figure.end, each.money.figure.end),
          ),
        ],
        computed: `${each.money.figure.text} ÷ ${each.area.figure.text} = ${tidy(each.rate, 2)}万元/公顷${rates.length > 1 ? `（另一处${tidy(least, 2)}）` : ''}`,
        message: { zh: '单位面积治理投资异常', en: 'The cost of a hectare is out of the ordinary' },
        remedy: { zh: '核对面积与资金的口径', en: 'Check what the area and the money cover' },
      }),
    )
}

/** Projects of the last round against the number of mines restored. */
const counts = (plan: Plan): Finding[] => {
  const projects: Said[] = []
  const mines: Said[] = []
  for (const passage of passagesOf(plan)) {
    if (!passage.present) continue
    for (const figure of passage.figures) {
      if (figure.dimension !== 'count') continue
      if (/治理|恢复|修复/.test(figure.label) && /^个?(?:治理)?(?:项目|工程)/.test(figure.noun))
        projects.push({ role: 'round', passage, figure })
      else if (/(?:治理|恢复|修复)[^，。]{0,6}矿山(?:数|数量)?$/.test(figure.label) && figure.noun === '')
        mines.push({ role: 'total', passage, figure })
    }
  }
  const project = projects[0]
  const mine = mines[0]
  if (!project || !mine || project.passage === mine.passage) return []
  const same = project.figure.value === mine.figure.value
  return [
    judged(same, {
      quotes: [quote(project.passage.span, project.figure.labelStart, project.figure.nounEnd), shown(mine)],
      computed: `${project.figure.text} ${same ? '=' : '≠'} ${mine.figure.text}`,
      right: { zh: '治理项目数与治理矿山数一致', en: 'Projects and mines restored agree' },
      wrong: {
        zh: '治理项目数与治理矿山数不同，口径可能不同',
        en: 'Projects and mines restored differ; they may not count the same',
      },
      otherwise: 'doubtful',
    }),
  ]
}

export const restoration: Check = {
  name: 'restoration',
  title: { zh: '治理恢复面积与资金', en: 'Restored areas and money' },
  run: (plan) => {
    const said = saidIn(plan).flatMap(({ passage, figure }): Said[] => {
      const role = roleOf(passage, figure)
      return role ? [{ role, passage, figure }] : []
    })
    const findings: Finding[] = []
    const of = (role: Role, dimension: 'area' | 'money'): readonly Said[] =>
      said.filter((each) => each.role === role && each.figure.dimension === dimension)
    const [due] = of('due', 'area')
    const [used] = of('used', 'area')
    const totals = of('total', 'area')
    const [total] = totals
    const [round] = of('round', 'area')
    if (due && used && addable(due.figure, used.figure))
      findings.push(within(due, used, '应治理面积不大于用地面积', 'What is due lies within what is used'))
    if (total && due)
      findings.push(within(total, due, '已治理面积不大于应治理面积', 'What is done lies within what is due'))
    const differing = totals.filter((each) => Math.abs(baseValue(each.figure) - baseValue(totals[0]!.figure)) > 1e-6)
    if (total && differing.length > 0 && differing[0]!.passage === total.passage) {
      const other = differing[0]!
      findings.push({
        verdict: 'fails',
        quotes: [shown(total), shown(other)],
        computed: `${total.figure.text} ≠ ${other.figure.text}，差 ${tidy(Math.abs(total.figure.value - other.figure.value))}`,
        message: { zh: '两个累计治理恢复面积不一致', en: 'Two totals of restored area differ' },
        remedy: { zh: '统一累计面积或写明各自口径', en: 'Give one total or say what each covers' },
      })
      if (round)
        findings.push({
          verdict: 'doubtful',
          quotes: [shown(round), shown(total), shown(other)],
          computed: [total, other]
            .map(
              (each) =>
                `${tidy(each.figure.value)} - ${tidy(round.figure.value)} = ${tidy(each.figure.value - round.figure.value)}`,
            )
            .join('；'),
          message: {
            zh: '期内治理面积与累计面积之间没有可核对的推导',
            en: 'The round cannot be derived from either total',
          },
        })
    } else if (round && total)
      findings.push(within(round, total, '期内治理面积不大于累计面积', 'The round lies within the total'))
    const [spent] = of('round', 'money')
    const [spentTotal] = of('total', 'money')
    if (spent && spentTotal && spent.passage !== spentTotal.passage)
      findings.push(within(spent, spentTotal, '期内投入不大于累计投入', 'Money of the round lies within the total'))
    return [...findings, ...costs(said), ...counts(plan)]
  },
}
