/** What the log says was done, told in either language from its fields; what is kept, and hashed, is the fields. */
import type { Words } from '#rules/finding.ts'

/** An entry of the log, as far as it is told. */
export type Deed = {
  readonly seq: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: string
  readonly action: string
  /** "application:ID", "mine:NAME" … */
  readonly subject: string
  readonly detail?: unknown
}

const deeds: Readonly<Record<string, Words>> = {
  'set-up': { zh: '首次设置', en: 'First set-up' },
  'add-user': { zh: '新增账户', en: 'Account added' },
  receive: { zh: '受理申请', en: 'Application received' },
  review: { zh: '审查', en: 'Reviewed' },
  return: { zh: '退回补正', en: 'Returned' },
  amend: { zh: '补正', en: 'Amended' },
  'hand-over': { zh: '转交', en: 'Handed over' },
  'take-over': { zh: '接手', en: 'Taken over' },
  'second-read': { zh: '复核', en: 'Second reading' },
  sign: { zh: '签发', en: 'Signed' },
  withdraw: { zh: '撤回', en: 'Withdrawn' },
  confirm: { zh: '核定规划内容', en: 'Plan content decided' },
  correct: { zh: '更正规划内容', en: 'Reading corrected' },
  reject: { zh: '否决规划内容', en: 'Reading rejected' },
  'add-plan': { zh: '导入规划', en: 'Plan brought in' },
  publish: { zh: '公开规划', en: 'Plan published' },
  'withdraw-plan': { zh: '撤回公开', en: 'Plan taken back' },
  'add-mine': { zh: '登记矿山', en: 'Mine registered' },
  'add-return': { zh: '登记年度开采量', en: 'Return registered' },
  'import-ledger': { zh: '导入台账表格', en: 'Ledger sheet brought in' },
  'load-ledger': { zh: '导入台账', en: 'Ledger brought in' },
  object: { zh: '公众意见', en: 'Objection' },
  'put-layer': { zh: '导入图层', en: 'Layer brought in' },
  'show-layer': { zh: '设定图层公开程度', en: 'Openness of a layer set' },
  'load-example': { zh: '导入示例', en: 'Example brought in' },
  'change-password': { zh: '修改密码', en: 'Password changed' },
  'reset-password': { zh: '重设密码', en: 'Password set anew' },
  'deactivate-user': { zh: '停用账户', en: 'Account closed' },
  'reactivate-user': { zh: '恢复账户', en: 'Account opened again' },
}

const things: Readonly<Record<string, Words>> = {
  application: { zh: '申请', en: 'application' },
  plan: { zh: '规划', en: 'plan' },
  mine: { zh: '矿山', en: 'mine' },
  layer: { zh: '图层', en: 'layer' },
  ledger: { zh: '台账', en: 'ledger' },
  region: { zh: '行政区', en: 'region' },
  user: { zh: '账户', en: 'account' },
  objection: { zh: '公众意见', en: 'objection' },
  example: { zh: '示例', en: 'example' },
}

const isId = /^[\da-f]{8}-[\da-f-]{27}$/

/** What an action of the log is called; the action itself where it has no name. */
export const deedName = (action: string): Words => deeds[action] ?? { zh: action, en: action }

/** What it was done to: "矿山“甲”", "application 3f2a91b0" (of an id its beginning); a number of the register before an id. */
export const subjectName = ({ subject, detail }: Pick<Deed, 'subject' | 'detail'>): Words => {
  const [kind = '', name = ''] = subject.split(/:(.*)/s)
  const thing = things[kind]
  if (!thing) return { zh: subject, en: subject }
  const { number } = (detail ?? {}) as { number?: unknown }
  const called = typeof number === 'string' ? number : isId.test(name) ? name.slice(0, 8) : name
  if (called === '') return thing
  const quoted = /\p{Script=Han}/u.test(called)
  return quoted
    ? { zh: `${thing.zh}“${called}”`, en: `${thing.en} “${called}”` }
    : { zh: `${thing.zh} ${called}`, en: `${thing.en} ${called}` }
}

/** The minute on the clock of the office (UTC+8): 2026-03-02 14:05. */
const minuteOf = (at: string): string => {
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : new Date(time + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** One line of the log. */
export const deedTold = (deed: Deed): Words => {
  const [done, what] = [deedName(deed.action), subjectName(deed)]
  const lead = [minuteOf(deed.at), deed.by].filter(Boolean).join(' ')
  return {
    zh: `${lead} ${done.zh}：${what.zh}（日志第 ${deed.seq} 条）`,
    en: `${lead} ${done.en}: ${what.en} (log no. ${deed.seq})`,
  }
}
