/** Binding or expected against the words the text uses for the same target. */

import { mineralsIn } from '#mineral/mineral.ts'
import { parseNumeral } from '#mineral/numeral.ts'
import { measureOf, occurrencesOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote, quoteMatch, rowQuote } from '#plan/quote.ts'
import { findIn, passagesOf, quoteFigure } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

const HOPES = /力争|争取|努力|预计|有望|鼓励|左右/
const BINDS = /控制在|不得?超过|不突破|不得突破|以内|必须|严格/

/** What leaves no room even beside a hope. */
const STRICT = /不得|不突破|不超过|必须|严格|以内/

/** The words around a figure that say how strongly it is meant: within its clause, from the last comma but one to its end. */
const wording = (text: string, from: number, to: number): string => {
  const start = Math.max(from - 12, ...['。', '；', '：'].map((mark) => text.lastIndexOf(mark, from - 1) + 1))
  return text.slice(Math.max(0, start), to + 4)
}

const ownClause = (text: string, from: number, to: number): string =>
  text.slice(from, to) + /^[^，。；]{0,4}/.exec(text.slice(to))![0]

const contradictions = (plan: Plan): Finding[] => {
  const findings: Finding[] = []
  const soft: Finding['quotes'][number][] = []
  const names: string[] = []
  for (const [row, occurrences] of occurrencesOf(plan)) {
    if (!row.attribute || !row.attributeSpan) continue
    for (const { passage, figure } of occurrences) {
      const words = wording(passage.text, figure.labelStart, figure.end)
      if (
        row.attribute === 'binding' &&
        HOPES.test(words) &&
        !STRICT.test(ownClause(passage.text, figure.labelStart, figure.end))
      )
        findings.push({
          verdict: 'fails',
          quotes: [quoteFigure(passage, figure), quote(row.name), quote(row.attributeSpan)],
          computed: `${HOPES.exec(words)![0]} ↔ ${row.attributeSpan.text.trim()}`,
          message: {
            zh: `“${row.path.at(-1)}”正文用“${HOPES.exec(words)![0]}”，指标属性却是约束性`,
            en: `“${row.path.at(-1)}” is only hoped for in the text, yet binding in the table`,
          },
          remedy: { zh: '改为预期性，或改写正文措辞', en: 'Make it expected, or reword the text' },
        })
      const controls = measureOf(row) === 'output' || measureOf(row) === 'mines'
      if (row.attribute === 'expected' && controls && BINDS.test(words)) {
        soft.push(quoteFigure(passage, figure), quote(row.attributeSpan))
        names.push(row.path.at(-1)!)
      }
    }
  }
  if (soft.length > 0)
    findings.push({
      verdict: 'doubtful',
      quotes: soft,
      computed: `${[...new Set(names)].join('、')}：控制性表述 ↔ 预期性`,
      message: { zh: '正文为控制性表述，指标属性为预期性', en: 'The text caps what the table only expects' },
      remedy: { zh: '明确这些上限是否具有约束力', en: 'Say whether these caps bind' },
    })
  return findings
}

/** "对A、B、C实行开采总量调控": all are controlled, only some are binding. */
const mixed = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators.filter((row) => measureOf(row) === 'output' && row.attribute)
  return findIn(
    plan,
    /对([^。；]{2,80}?)(?:等[^。；，]{0,12})?(?:实行|实施|进行)(?:年?度?)(?:开采)?总量(?:调控|控制)/g,
  ).flatMap(({ passage, match }): Finding | [] => {
    const minerals = mineralsIn(match[1]!).map((mention) => mention.name)
    const mine = rows.filter((row) => row.minerals.some((mineral) => minerals.includes(mineral)))
    const binding = mine.filter((row) => row.attribute === 'binding')
    if (mine.length < 2 || binding.length === 0 || binding.length === mine.length) return []
    return {
      verdict: 'doubtful',
      quotes: [quoteMatch(passage.span, match), ...binding.map((row) => quote(row.attributeSpan!))],
      computed: `约束性 ${binding.length}/${mine.length}`,
      message: {
        zh: `${mine.length}种矿产均实行总量调控，其中仅${binding.map((row) => row.path.at(-1)).join('、')}为约束性`,
        en: `${mine.length} minerals are capped, only ${binding.length} bindingly`,
      },
      remedy: { zh: '统一调控矿种的指标属性', en: 'Give the capped minerals one attribute' },
    }
  })
}

/** No target binds, or one binds that nobody can promise. */
const unusual = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators.filter((row) => row.attribute && row.attributeSpan)
  const found = rows.filter(
    (row) => row.attribute === 'binding' && (measureOf(row) === 'growth' || measureOf(row) === 'deposits'),
  )
  const findings = found.map(
    (row): Finding => ({
      verdict: 'doubtful',
      quotes: [quote(row.name), rowQuote(row.table, row.row), quote(row.attributeSpan!)],
      computed: `${row.path.at(-1)} ↔ 约束性`,
      message: {
        zh: `找矿成果“${row.path.at(-1)}”列为约束性，能否实现取决于勘查结果`,
        en: 'What is yet to be found is made binding; no one can promise it',
      },
      remedy: { zh: '改为预期性，或说明依据', en: 'Make it expected, or say what it rests on' },
    }),
  )
  if (rows.length >= 3 && rows.every((row) => row.attribute === 'expected'))
    findings.push({
      verdict: 'doubtful',
      quotes: rows.slice(0, 8).flatMap((row) => [quote(row.attributeSpan!), rowQuote(row.table, row.row)]),
      computed: `约束性 0/${rows.length}`,
      message: { zh: '指标全部为预期性，没有约束性指标', en: 'Every target is expected, none binds' },
      remedy: { zh: '按上级要求明确约束性指标', en: 'Say which targets bind' },
    })
  return findings
}

const SAID = /([^。；]{2,60}?)(?:均|都|全部)?(?:为|列为|属于?|作为)(预期性|约束性)(?!指标的|管理办法)/g

/** "铁、铜为预期性，钼为约束性" against the column of attributes. */
const spoken = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators.filter((row) => row.attribute && row.attributeSpan && row.minerals.length > 0)
  if (rows.length === 0) return []
  return passagesOf(plan).flatMap((passage) =>
    (/预期性|约束性/.test(passage.text) ? [...passage.text.matchAll(SAID)] : []).flatMap((match): Finding | [] => {
      const wanted = match[2] === '约束性' ? 'binding' : 'expected'
      const words = match[1]!.slice(Math.max(match[1]!.lastIndexOf('，'), match[1]!.lastIndexOf('：')) + 1)
      const minerals = mineralsIn(words).map((mention) => mention.name)
      const own = rows.filter(
        (row) => measureOf(row) === 'output' && row.minerals.some((mineral) => minerals.includes(mineral)),
      )
      if (minerals.length === 0 || own.length === 0) return []
      const wrong = own.filter((row) => row.attribute !== wanted)
      const holds = wrong.length === 0
      const from = match.index + match[0].indexOf(words)
      return judged(holds, {
        quotes: [
          quote(passage.span, from, match.index + match[0].length),
          ...(holds ? own : wrong).flatMap((row) => [quote(row.name), quote(row.attributeSpan!)]),
        ],
        computed: `${minerals.join('、')}：${match[2]} ${holds ? '=' : '≠'} ${(holds ? own : wrong)[0]!.table.id}`,
        right: { zh: '正文所说属性与指标表一致', en: 'The attribute in the text is the table’s' },
        wrong: { zh: '正文所说属性与指标表不一致', en: 'The attribute in the text is not the table’s' },
        remedy: { zh: '统一指标属性', en: 'Give one attribute' },
      })
    }),
  )
}

/** "A、B、C三项约束性指标" against the rows that bind. */
const counted = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators.filter((row) => row.attributeSpan)
  const binding = rows.filter((row) => row.attribute === 'binding')
  if (rows.length === 0) return []
  return passagesOf(plan).flatMap((passage) =>
    !passage.text.includes('项约束性指标')
      ? []
      : [
          ...passage.text.matchAll(/([^。；，]{0,60}?)(?:等)?(\d+|[一二三四五六七八九十]{1,2})\s*项约束性指标/g),
        ].flatMap((match): Finding | [] => {
          const stated = parseNumeral(match[2]!)
          if (stated === null || passage.present || /上一?轮/.test(match[1]!)) return []
          const holds = stated === binding.length
          return judged(holds, {
            quotes: [
              quoteMatch(passage.span, match),
              ...binding.slice(0, 8).map((row) => rowQuote(row.table, row.row)),
            ],
            computed: `${stated} ${holds ? '=' : '≠'} ${rows[0]!.table.id} 约束性 ${binding.length}`,
            right: { zh: '约束性指标项数与指标表一致', en: 'The binding targets are counted as in the table' },
            wrong: {
              zh: `正文为${stated}项约束性指标，${rows[0]!.table.id}为${binding.length}项`,
              en: `The text counts ${stated} binding targets, the table ${binding.length}`,
            },
            remedy: { zh: '统一约束性指标', en: 'Make text and table agree' },
          })
        }),
  )
}

export const attribute: Check = {
  name: 'attribute',
  title: { zh: '指标属性与措辞', en: 'Attributes against wording' },
  run: (plan) => [...contradictions(plan), ...mixed(plan), ...unusual(plan), ...spoken(plan), ...counted(plan)],
}
