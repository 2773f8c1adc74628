/** The words behind `kuanggui`, read strictly: what a verb does not know is refused by its name. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Lang, type Options, Unusable } from '#cli/verb.ts'
import { common, type OptionName, options, usageOf, verbs } from '#cli/verbs.ts'
import { isZone } from '#land/zone.ts'
import { isDay } from '#rules/day.ts'

export type Asked = {
  readonly verb: string | null
  readonly files: readonly string[]
  readonly help: boolean
  readonly version: boolean
  readonly options: Options
}

/** The language asked for, also where all else is wrong. */
export const languageOf = (args: readonly string[]): Lang => {
  const at = args.indexOf('--lang')
  return args.includes('--lang=en') || (at >= 0 && args[at + 1] === 'en') ? 'en' : 'zh'
}

const described = Object.fromEntries(
  Object.entries(options).map(([name, option]) => [
    name,
    {
      type: option.value ? ('string' as const) : ('boolean' as const),
      ...(option.short ? { short: option.short } : {}),
    },
  ]),
)

const isOption = (name: string): name is OptionName => Object.hasOwn(options, name)

/** The options a verb takes, or all where none is named, in words. */
const listed = (verb: string | null): string =>
  (verb === null ? (Object.keys(options) as OptionName[]) : [...verbs[verb]!.takes, ...common])
    .map((name) => `--${name}`)
    .join(' ')

/** Throws Unusable, naming what is wrong. */
export const readArguments = (args: readonly string[]): Asked => {
  // Strictness is ours: its own words are English.
  const { tokens } = parseArgs({
    args: [...args],
    options: described,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  // `help review` is what `review --help` is.
  const helped = words[0] === 'help'
  const [verb = null, ...files] = helped ? words.slice(1) : words
  if (verb !== null && !Object.hasOwn(verbs, verb)) {
    const known = Object.keys(verbs).join(' | ')
    throw new Unusable(`没有这个动词：${verb}（${known}）`, `no such verb: ${verb} (${known})`)
  }
  const given = new Map<OptionName, string[]>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    if (!isOption(name))
      throw new Unusable(
        `没有这个选项：${rawName}（可用：${listed(verb)}）`,
        `no such option: ${rawName} (there are: ${listed(verb)})`,
      )
    if (verb !== null && !verbs[verb]!.takes.includes(name) && !common.includes(name))
      throw new Unusable(
        `${verb} 不接受选项 ${rawName}（可用：${listed(verb)}）`,
        `${verb} does not take the option ${rawName} (it takes: ${listed(verb)})`,
      )
    const option = options[name]
    if (option.value === undefined) {
      if (value !== undefined)
        throw new Unusable(`选项 ${rawName} 不带值：${value}`, `the option ${rawName} takes no value: ${value}`)
    } else if (value === undefined || value === '' || (!token.inlineValue && value.startsWith('-')))
      throw new Unusable(
        `选项 ${rawName} 须带值 ${option.value}`,
        `the option ${rawName} needs a value ${option.value}`,
      )
    if (given.has(name) && option.value !== undefined && !option.many)
      throw new Unusable(`选项 ${rawName} 给了两次`, `the option ${rawName} is given twice`)
    given.set(name, [...(given.get(name) ?? []), ...(value === undefined ? [] : [value])])
  }
  const one = (name: OptionName): string | undefined => given.get(name)?.[0]
  const lang = one('lang') ?? 'zh'
  if (lang !== 'zh' && lang !== 'en') throw new Unusable(`--lang 应为 zh 或 en：${lang}`, `--lang is zh or en: ${lang}`)
  const date = one('date')
  if (date !== undefined && !isDay(date))
    throw new Unusable(`--date 应为 YYYY-MM-DD 的日期：${date}`, `--date is a day YYYY-MM-DD: ${date}`)
  const region = one('region')
  if (region !== undefined && !/^\d{6}$/.test(region))
    throw new Unusable(`--region 应为六位行政区代码：${region}`, `--region is a code of six digits: ${region}`)
  const zone = one('zone') === undefined ? undefined : Number(one('zone'))
  if (zone !== undefined && !isZone(zone, 3) && !isZone(zone, 6))
    throw new Unusable(
      `--zone 应为 13–23（6 度带）或 25–45（3 度带）：${one('zone')}`,
      `--zone is 13–23 (6°) or 25–45 (3°): ${one('zone')}`,
    )
  const help = helped || given.has('help')
  const version = given.has('version')
  if (verb !== null && !help && !version) checkNeeds(verb, files, given)
  checkOutputs(files, given)
  return {
    verb,
    files,
    help,
    version,
    options: {
      json: given.has('json'),
      lang,
      plan: given.get('plan') ?? [],
      ledger: one('ledger'),
      upper: one('upper'),
      layers: one('layers'),
      region,
      zone,
      date,
      docx: one('docx'),
      pdf: one('pdf'),
      xlsx: one('xlsx'),
      template: one('template'),
    },
  }
}

const inputs: readonly OptionName[] = ['plan', 'upper', 'ledger']
const outputs: readonly OptionName[] = ['docx', 'pdf', 'xlsx', 'template']

/** What is written must not be what is read, nor two things in one place. */
const checkOutputs = (files: readonly string[], given: ReadonlyMap<OptionName, readonly string[]>): void => {
  const taken = new Set([...files, ...inputs.flatMap((name) => given.get(name) ?? [])].map((file) => resolve(file)))
  for (const name of outputs) {
    const [out] = given.get(name) ?? []
    if (out === undefined) continue
    if (taken.has(resolve(out)))
      throw new Unusable(`--${name} ${out} 会覆盖另一个文件`, `--${name} ${out} would overwrite another file`)
    taken.add(resolve(out))
  }
}

const checkNeeds = (verb: string, files: readonly string[], given: ReadonlyMap<OptionName, unknown>): void => {
  const { file, needs, alone } = verbs[verb]!
  const usage = usageOf(verb)
  if (alone !== undefined && given.has(alone) && files.length === 0) return
  const wanted = file === null ? 0 : 1
  if (files.length !== wanted)
    throw new Unusable(
      `应有 ${wanted} 个文件，实有 ${files.length} 个；用法：kuanggui ${usage}`,
      `${wanted} file expected, ${files.length} given; usage: kuanggui ${usage}`,
    )
  for (const need of needs)
    if (!given.has(need))
      throw new Unusable(`缺少 --${need}；用法：kuanggui ${usage}`, `--${need} is lacking; usage: kuanggui ${usage}`)
}
