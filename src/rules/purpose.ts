/**
 * What an application serves, as plans word it. The list is open: a purpose nobody foresaw keeps the plan's own words
 * and is compared with the words of the application.
 */
const vocabulary: readonly (readonly [string, RegExp])[] = [
  [
    'major-infrastructure',
    /重大(?:的)?(?:基础(?:建设|设施)|(?:水利|交通|能源|民生|铁路|公路|建设)?(?:工程|项目|建设))|基础(?:建设|设施)(?:建设)?(?:项目|工程)?|(?:能源|交通|水利|铁路|公路|机场|电力)(?:[、和及](?:能源|交通|水利|铁路|公路|机场|电力))*(?:等)?(?:[国省市县]家?级?(?:及)?(?:以上)?)?(?:重大|重点|基础)/,
  ],
  ['remote-area', /边远|偏远|边境|偏僻|山区|交通不便/],
  [
    'key-project',
    /重点(?:建设)?(?:工程|项目)|重点(?:工程)?建设项目|省(?:级)?重点|国家重点|市(?:级)?重点|县(?:级)?重点/,
  ],
  ['rural-revitalisation', /乡村(?:振兴|建设)|农村(?:建设|公路)|美丽乡村|脱贫|扶贫|帮扶/],
  ['public-need', /民生|公益|公共|应急|抢险|救灾|防汛|灾后|村民自用|自用/],
]

/** The purposes a phrase names that the application form knows, as its codes. */
export const knownPurposesIn = (text: string): readonly string[] =>
  vocabulary.filter(([, pattern]) => pattern.test(text)).map(([code]) => code)

/** The purposes a phrase names, as codes of the application form; the phrase itself where it names none of them. */
export const purposesIn = (text: string): readonly string[] => {
  const found = knownPurposesIn(text)
  if (found.length > 0) return found
  const bare = text
    .replace(/^(?:为|因|对于?|用于)?(?:了)?(?:保障|满足|服务|支撑|确保)?/, '')
    .replace(/(?:的|需求|需要|，)+$/, '')
  return bare ? [bare] : []
}

/** True where a purpose of the application is one the plan names; words are read as the plan's are. */
export const servesOneOf = (wanted: readonly string[], claimed: readonly string[]): boolean => {
  const codes = new Set(claimed.flatMap((purpose) => [purpose, ...purposesIn(purpose)]))
  return wanted.some((purpose) => codes.has(purpose))
}
