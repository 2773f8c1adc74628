/**
 * National procedure on the day asked: what holds beside every plan.
 * Sources: Mineral Resources Law as revised 2024-11-08, in force 2025-07-01; notice 自然资办发〔2024〕53号.
 */
import type { Plan } from '#plan/plan.ts'
import type { Application } from '#rules/situation.ts'
import type { ProcedureNote } from './opinion.ts'
import { needsReview } from './verdict.ts'

/** The day the revised Mineral Resources Law comes into force. Dates compare as text: both are YYYY-MM-DD. */
const revisedLawFrom = '2025-07-01'

const law = (article: string): string => `《中华人民共和国矿产资源法》（2024年修订）${article}`
const notice = '自然资办发〔2024〕53号'

const note = (basis: string, zh: string, en: string): ProcedureNote => ({ basis, message: { zh, en } })

const eventNames: Readonly<Record<string, readonly [string, string]>> = {
  renewal: ['延续', 'renewal'],
  transfer: ['转让', 'transfer'],
  rename: ['变更名称', 'change of name'],
}

/** What the law and the notices say of this application on that day; without a date only what holds on every day. */
export const nationalProcedure = (application: Application, plan: Plan, date: string | null): ProcedureNote[] => {
  const notes: ProcedureNote[] = []
  const { act, event } = application
  const asked = needsReview(event)
  if (!asked) {
    const [zh, en] = eventNames[event] ?? [event, event]
    notes.push(note(notice, `${zh}登记不需要进行规划符合性审查。`, `A ${en} needs no review against the plan.`))
  }
  if (date === null) return notes
  const year = Number(date.slice(0, 4))
  if (asked && plan.period.to !== null && year > plan.period.to)
    notes.push(
      note(
        plan.title,
        `规划期至${plan.period.to}年，审查日期${date}已在规划期之后：新一轮规划批准前是否继续执行，请核实。`,
        `The plan runs to ${plan.period.to} and the review is dated ${date}: verify that it is carried on until the next one is approved.`,
      ),
    )
  if (asked && plan.period.from !== null && year < plan.period.from)
    notes.push(
      note(
        plan.title,
        `规划期自${plan.period.from}年起，审查日期${date}早于规划期。`,
        `The plan begins in ${plan.period.from}; the review is dated ${date}, before it.`,
      ),
    )
  if (event === 'new' && application.block === 'none')
    notes.push(
      note(
        notice,
        '不在规划区块内的，需先按程序调整规划区块（一般每年一次，战略性矿产可随时调整），再行出让。',
        'Outside every block, the blocks are changed first (normally once a year, for strategic minerals at any time).',
      ),
    )
  if (date < revisedLawFrom) return notes
  if (act === 'mining' && asked)
    notes.push(
      note(
        law('第四十四条至第四十八条'),
        '2025年7月1日起以矿区生态修复方案代替矿山地质环境保护与土地复垦方案，编制时征求村民意见，验收向社会公开；规划用原名称的，两种名称均予认可。',
        'From 2025-07-01 the mining-area restoration scheme replaces the former one; villagers are consulted and acceptance is public. Where the plan uses the old name either is accepted.',
      ),
    )
  if (event === 'new' || event === 'conversion')
    notes.push(
      note(
        law('第二十二条、第三十三条'),
        '物权登记发证与许可分开：取得矿业权登记后，勘查方案或者开采方案经批准取得许可方可作业。',
        'The right is registered and certified; work begins with a separate permit once the exploration or mining scheme is approved.',
      ),
      note(
        law('第二十三条'),
        '已登记矿业权范围内不再设置其他矿业权，国家按矿种另有规定的除外。',
        'No second right inside a registered area, except where the State allows it by mineral.',
      ),
      act === 'exploration'
        ? note(
            law('第二十四条'),
            '探矿权期限为五年，续期不超过三次，每次续期缩减面积。',
            'An exploration right runs five years and is renewed at most three times, each time smaller.',
          )
        : note(law('第二十四条'), '采矿权期限最长不超过三十年。', 'A mining right runs at most thirty years.'),
    )
  return notes
}
