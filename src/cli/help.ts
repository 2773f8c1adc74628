/** What `--help` prints: of everything, or of one verb. */
import type { Lang } from '#cli/verb.ts'
import { common, type OptionName, options, usageOf, verbs } from '#cli/verbs.ts'

const call = 'npm run --silent kuanggui --'

const words = {
  zh: {
    title: '矿规 kuanggui —— 从规划文本到审查意见',
    usage: `用法：${call} 动词 …`,
    one: '用法',
    options: '选项',
    more: [
      '规划文本可以是 .docx .pdf .html .txt；.doc .wps .rtf 须安装 LibreOffice',
      '退出码：0 完成（有问题也是 0），2 参数或输入不可用，1 程序自身的错误；serve 被信号终止时为 128 + 信号编号',
    ],
  },
  en: {
    title: 'kuanggui — from a mineral resources plan to an opinion',
    usage: `usage: ${call} VERB …`,
    one: 'usage',
    options: 'options',
    more: [
      'a plan is .docx, .pdf, .html or .txt; .doc, .wps and .rtf need LibreOffice installed',
      'exit status: 0 done (also with findings), 2 unusable arguments or input, 1 our own fault; serve ended by a signal: 128 + its number',
    ],
  },
} as const

const optionLine = (name: OptionName, lang: Lang): string => {
  const option = options[name]
  const text = `${option.short ? `-${option.short}, ` : ''}--${name}${option.value ? ` ${option.value}` : ''}`
  return `  ${text.padEnd(20)} ${options[name].does[lang]}`
}

const verbLines = (name: string, lang: Lang): string[] => [`  ${usageOf(name)}`, `      ${verbs[name]!.does[lang]}`]

/** Of one verb where one is named. */
export const help = (lang: Lang, verb: string | null = null): string => {
  const w = words[lang]
  const names = verb === null ? (Object.keys(options) as OptionName[]) : [...verbs[verb]!.takes, ...common]
  const head =
    verb === null
      ? [w.title, '', w.usage, '', ...Object.keys(verbs).flatMap((name) => verbLines(name, lang))]
      : [`${w.one}${lang === 'zh' ? '：' : ': '}${call} ${usageOf(verb)}`, `      ${verbs[verb]!.does[lang]}`]
  return `${[...head, '', w.options, ...names.map((name) => optionLine(name, lang)), '', ...w.more].join('\n')}\n`
}
