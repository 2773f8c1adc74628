/**
 * What is asked of those who already mine: no digging beyond size or boundary, no new damage, restoration beside the
 * digging, funds for their purpose. Watched year by year; an application for a right is not held against it.
 */
import type { Clause, Plan } from '#plan/plan.ts'
import { everyChange } from '#rules/applies-to.ts'
import { answer } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { numberOf, quoteAround } from '#rules/normative.ts'
import { tellsPast } from '#rules/past.ts'
import type { RuleDraft, Test } from '#rules/rule.ts'
import { draft } from '#rules/sentence.ts'

const test = (measure: string, op: Test['op'], value: Test['value'] = null, unit: string | null = null): Test => ({
  measure,
  op,
  value,
  unit,
})

type Watch = { readonly pattern: RegExp; readonly test: (match: RegExpExecArray) => Test }

/** What is watched, the most telling first; each clause gives one rule for each that it speaks of. */
const watches: readonly Watch[] = [
  {
    pattern:
      /(?:严禁|禁止|不得|不允许|不准|不能|杜绝|防止)[^。；]{0,12}(?:超规模|超指标|超能力|超产|超层|越界|超采|超量|无证|滥采|乱采)/,
    test: () => test('overMining', 'forbid', '超规模、越界、超采'),
  },
  { pattern: /(?:不得|严禁|禁止)[^。；]{0,12}挪(?:作|做|用|它)/, test: () => test('fundUse', 'forbid', '挪用基金') },
  {
    pattern:
      /(?:回采率|回收率|利用率|荒料率|回灌率)[^，。；\d]{0,8}(?:不(?:得|应|能)?(?:低于|少于|小于)|(?:应|须|必须)?(?:达到?|在|为)|≥)\s*(\d+(?:\.\d+)?)\s*[%％]/,
    test: (match) => test('rate', '>=', Number(match[1]), '%'),
  },
  {
    pattern: /(?:必须|应当?|须|全部|做到)[^，。；]{0,6}(?:回灌|回填|复垦利用)/,
    test: () => test('refill', 'requires', '回灌、回填'),
  },
  {
    pattern: /边(?:开采|开发|生产|采)[^。；]{0,4}边(?:保护|治理|恢复|修复|复垦|复绿)/,
    test: () => test('restoration', 'requires', '边开采边治理'),
  },
  {
    pattern: /(?:不产生|不再产生|杜绝|不得产生|不新增|避免产生)[^。；]{0,4}(?:新的)?[^。；]{0,8}(?:环境问题|欠账|损毁)/,
    test: () => test('newDamage', 'forbid', '新的矿山地质环境问题'),
  },
  {
    pattern:
      /关、?停、?并、?转|(?:逐步|限期|依法|坚决)[^。；]{0,6}(?:关停|关闭|淘汰|退出|取缔)[^。；]{0,30}矿山|矿山[^。；]{0,20}(?:予以|限期)(?:关闭|关停|取缔|整改)|(?:逾期|仍|期满|到期)[^，。；]{0,6}(?:未|不)[^，。；]{0,12}的?[，,]?(?:依法|依规|责令|坚决|一律|予以)+(?:退出|关闭|关停|注销|淘汰|取缔|停产|吊销)|(?:采矿权|采矿许可证)[^，。；]{0,8}到期[^，。；]{0,4}(?:不再|不予)(?:办理)?延续|(?:低于|小于|不足|以下)[^，。；]{0,10}(?:现有|已有|生产|原有)[^，。；]{0,10}矿山[^。；]{0,20}(?:整合|关闭|退出|关停|淘汰)/,
    test: () => test('closing', 'procedure', '关停退出'),
  },
  {
    pattern:
      /(?:年限|储量)[^。；]{0,8}(?:不足|(?<!不|不得|不应|不能)(?:少于|低于|小于)|在)([\d一二两三四五六七八九十]+)年(?:以[内下])?(?:的|，|；|$)/,
    test: (match) => test('remainingLife', '<', numberOf(match[1]!), '年'),
  },
  {
    pattern: /([\d一二两三四五六七八九十]+)个月内?[^。；]{0,16}(?:关闭|注销|闭坑|拆除|撤出)/,
    test: (match) => test('closingTerm', '<=', numberOf(match[1]!), '个月'),
  },
  {
    pattern: /(?:矿山|矿业权人|采矿权)[^，。；]{0,12}(?:全部|全面|全覆盖)(?:达到|落实|完成|实现|建成|开展|纳入|实行)/,
    test: () => test('share', '=', 100, '%'),
  },
  {
    pattern:
      /(?:动态监测|信息公示|监测|公示|抽查|执行|覆盖|缴存|提取|建成)[^，。；]{0,4}率?(?:达到?|为|保持)(\d+(?:\.\d+)?)[%％]/,
    test: (match) => test('share', '=', Number(match[1]), '%'),
  },
  {
    pattern:
      /(?:抽查|检查|巡查|核查)[^，。；]{0,12}(?:比例|比率|数量|覆盖面)[^，。；\d]{0,4}(?:不(?:得|应)?(?:低于|少于|小于)|达到?|为)(\d+(?:\.\d+)?)[%％]/,
    test: (match) => test('inspected', '>=', Number(match[1]), '%'),
  },
  {
    pattern: /\d{4}年底?前?[^，。；]{0,20}(?:矿[井山]|煤矿)[^，。；]{0,6}(?:全部|一律)?(?:退出|关闭|淘汰|关停)/,
    test: (match) => test('closing', 'procedure', match[0]),
  },
  {
    pattern:
      /([\d一二两三四五六七八九十]+)(?:个月|个工作日|日|天|年)(?:以|之)?内[^，。；]{0,20}(?:恢复|复绿|修复|治理|拆除|开工|建成|完成|通过|编制|编报|缴|整改|提交|公示|备案)/,
    test: (match) => test('term', '<=', match[0]),
  },
  {
    pattern:
      /20\d\d年(?:[\d]+月)?底?[之以]?前[，,]?[^，。；]{0,24}(?:完成|退出|关闭|建成|停止|清退|闭库|达到|整合|避让|整改|淘汰|验收|办理|拆除)/,
    test: (match) => test('deadline', '<=', match.input.slice(0, match.index + match[0].length).slice(-120)),
  },
  {
    pattern:
      /(?:应用|利用|回用|回灌|替代|转化|硬化|充填|覆盖|合格|填报|密闭|入园)[^，。；\d]{0,10}(?:比例|率)[^，。；\d]{0,6}(\d+(?:\.\d+)?)\s*[%％]/,
    test: (match) => test('share', '>=', Number(match[1]), '%'),
  },
  {
    pattern: /(?:达到|超过)[^，。；]{0,12}?(\d+(?:\.\d+)?)[%％](?:的|时)?[^。；]{0,16}(?:预警|警示|通报)/,
    test: (match) => test('warning', '>=', Number(match[1]), '%'),
  },
  {
    pattern: /生产矿山[^。；]{0,30}(?:应|编制|落实|要|须|必须|按照|加快|开展|及时)/,
    test: () => test('producingMines', 'requires', '生产矿山义务'),
  },
  {
    pattern: /(?:严格执行|严格按照|认真执行)[^。；]{0,12}(?:开发利用|土地复垦|治理恢复|修复)[^。；]{0,10}方案/,
    test: () => test('scheme', 'requires', '按方案开采和治理'),
  },
  {
    pattern: /(?:加强|开展|做好|实施|加大)[^，。；]{0,16}(?:环境|储量|动态|地质)[^，。；]{0,6}监测|监督(?:抽查|检查)/,
    test: () => test('monitoring', 'requires', '监测检查'),
  },
]

/** The words between two commas around an offset. */
const partOf = (text: string, at: number): string => text.slice(text.lastIndexOf('，', at) + 1).split(/[，；]/)[0] ?? ''

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  // A figure reached last round is watched on; other words about the past oblige nobody.
  const past = tellsPast(clause)
  return watches.flatMap(({ pattern, test: of }) => {
    const match = pattern.exec(text)
    if (!match) return []
    const asked = of(match)
    if (/展望/.test(clause.headings.join()) || /^到20[3-9]\d年/.test(text)) return []
    if (asked.measure === 'rate' && /鼓励|引导|力争|争取/.test(partOf(text, match.index))) return []
    if (past && (asked.measure !== 'share' || !/\d/.test(match[0]))) return []
    return [
      draft(clause, quoteAround(clause, pattern), {
        act: 'monitoring',
        appliesTo: everyChange,
        test: asked,
        force: asked.measure === 'share' ? 'target' : 'must',
        effect: 'monitor',
        confidence: past ? 'likely' : 'sure',
      }),
    ]
  })
}

export const conduct: RuleKindDefinition = {
  kind: 'conduct',
  read: (plan: Plan) => plan.clauses.flatMap(readClause),
  speaksTo: () => ['mining'],
  judge: (rule) =>
    answer(rule, 'not-applicable', {
      zh: '投产后的义务，由年度监测检查，不作为本次审查的条件',
      en: 'a duty of those who mine, watched year by year; not weighed in this review',
    }),
}
