/** Percentages: shares, reductions and growth, with the rounding the author used. */
import { quote } from '#plan/quote.ts'
import { baseValue, type Figure, tidy } from '#plan/text/figure.ts'
import { type Passage, passagesOf, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'
import { aimedShare, greenShare, mineralShare, sharesInWords, sizeShare } from './mine-share.ts'
import { change, inOneBreath, ofBracket, ofNeed, type Ratio, rate, urban } from './ratio.ts'
import { partShare, share } from './share.ts'

const judge = (figure: Figure, passage: Passage, ratio: Ratio): Finding => {
  const holds = Math.abs(figure.value - ratio.exact) <= 0.5 * 10 ** -figure.decimals + 1e-9
  const shown = tidy(ratio.exact, Math.max(2, figure.decimals + 1))
  return judged(holds, {
    quotes: [quote(passage.span, Math.min(ratio.from, figure.labelStart), figure.end), ...ratio.quotes],
    computed: `${ratio.words} = ${shown}%${holds ? '' : ` ≠ ${figure.text}`}`,
    right: { zh: `百分比与所据数字相符（${shown}%）`, en: `The percentage follows from its figures (${shown}%)` },
    wrong: {
      zh: `百分比应为${tidy(ratio.exact, Math.max(2, figure.decimals))}%，文中为${figure.text}`,
      en: `The percentage should be ${tidy(ratio.exact, Math.max(2, figure.decimals))}%, the text has ${figure.text}`,
    },
    remedy: { zh: '核对分子、分母与百分比', en: 'Check numerator, denominator and percentage' },
  })
}

const uncheckable = (figure: Figure, passage: Passage, other: boolean): Finding => {
  const { from } = sentenceAround(passage.text, figure.start)
  const numerator = passage.figures
    .slice(0, passage.figures.indexOf(figure))
    .findLast((each) => each.dimension === 'money' || each.dimension === 'area')
  const implied = numerator && figure.value > 0 ? (numerator.value / figure.value) * 100 : null
  return {
    verdict: 'uncheckable',
    quotes: [quote(passage.span, from, figure.end)],
    computed:
      implied === null ? '—' : `${tidy(numerator!.value)} ÷ ${figure.text} = ${tidy(implied, 2)}${numerator!.unit}`,
    message: other
      ? { zh: '分母属于其他地区，文中未给出', en: 'The denominator belongs to another region and is not given' }
      : { zh: '文中没有给出分母', en: 'The text does not give the denominator' },
    remedy: { zh: '写明分母的数值与来源', en: 'State the denominator and its source' },
  }
}

/** A share whose implied whole is larger than the region's whole product cannot be right. */
const beyondProduct = (figure: Figure, passage: Passage): Finding[] => {
  const product = passage.figures.find((each) => each.dimension === 'money' && /生产总值|GDP/.test(each.label))
  const numerator = passage.figures
    .slice(0, passage.figures.indexOf(figure))
    .findLast((each) => each.dimension === 'money')
  if (!product || !numerator || product === numerator || figure.value === 0) return []
  const implied = (baseValue(numerator) / figure.value) * 100
  if (implied <= baseValue(product) || /生产总值|GDP/.test(figure.label.replace(/工业生产总值/, ''))) return []
  return [
    {
      // Gross output may exceed the product some times over, not many times.
      verdict: implied > 5 * baseValue(product) ? 'fails' : 'doubtful',
      quotes: [
        quote(passage.span, numerator.labelStart, figure.end),
        quote(passage.span, product.labelStart, product.end),
      ],
      computed: `${numerator.text} ÷ ${figure.text} = ${tidy(implied / product.factor, 2)}${product.unit} > ${product.text}`,
      message: {
        zh: '按此占比反推的分母大于地区生产总值',
        en: 'The whole this share implies is larger than the gross product',
      },
      remedy: { zh: '核对占比的小数位与单位', en: 'Check the decimals and the unit of the share' },
    },
  ]
}

export const percent: Check = {
  name: 'percent',
  title: { zh: '百分比与占比', en: 'Percentages and shares' },
  run: (plan) =>
    passagesOf(plan).flatMap((passage) => [
      ...sharesInWords(passage, plan),
      ...passage.figures.flatMap((figure): Finding[] => {
        if (figure.dimension !== 'percent') return []
        const ratio =
          change(figure, passage) ??
          inOneBreath(figure, passage) ??
          ofBracket(figure, passage) ??
          urban(figure, passage) ??
          ofNeed(figure, passage, plan) ??
          rate(figure, passage) ??
          sizeShare(figure, passage, plan) ??
          mineralShare(figure, passage, plan) ??
          greenShare(figure, passage, plan) ??
          partShare(figure, passage)
        if (ratio) return [judge(figure, passage, ratio)]
        const aimed = aimedShare(figure, passage, plan)
        if (aimed) return aimed
        const other = share(figure, passage, plan)
        if (other === null) return []
        if (other === 'foreign') return [uncheckable(figure, passage, true)]
        if (other === 'missing') return [uncheckable(figure, passage, false), ...beyondProduct(figure, passage)]
        return [judge(figure, passage, other)]
      }),
    ]),
}
