/** What happens to an application on the desk: who may do what when. Pure; the log keeps that it happened. */
import type { Result } from '#document/document.ts'

export type ApplicationStatus = 'received' | 'reviewed' | 'second-reading' | 'returned' | 'signed' | 'withdrawn'

export type ApplicationAction = 'review' | 'return' | 'hand-over' | 'second-read' | 'sign' | 'withdraw'

type Step = {
  /** States it may be done in. */
  readonly from: readonly ApplicationStatus[]
  /** State it leads to; null: the state stays. */
  readonly to: ApplicationStatus | null
  readonly zh: string
  readonly en: string
}

const open: readonly ApplicationStatus[] = ['received', 'reviewed', 'second-reading', 'returned']

/** A signed opinion is never taken back by the same application: a new one is handed in. */
const steps: Readonly<Record<ApplicationAction, Step>> = {
  review: { from: open, to: 'reviewed', zh: '审查', en: 'review' },
  return: { from: open, to: 'returned', zh: '退回补正', en: 'return for more material' },
  'hand-over': { from: open, to: null, zh: '移交', en: 'hand over' },
  'second-read': { from: ['reviewed'], to: 'second-reading', zh: '复核', en: 'second reading' },
  sign: { from: ['reviewed', 'second-reading'], to: 'signed', zh: '签发', en: 'sign' },
  withdraw: { from: open, to: 'withdrawn', zh: '撤回', en: 'withdraw' },
}

const statusNames: Readonly<Record<ApplicationStatus, readonly [zh: string, en: string]>> = {
  received: ['已受理', 'received'],
  reviewed: ['已审查', 'reviewed'],
  'second-reading': ['复核中', 'in second reading'],
  returned: ['已退回补正', 'returned'],
  signed: ['已签发', 'signed'],
  withdrawn: ['已撤回', 'withdrawn'],
}

/** The status after an action, null with a message where the action is not open in this status. */
export const nextStatus = (status: ApplicationStatus, action: ApplicationAction): Result<ApplicationStatus | null> => {
  const { from, to, zh, en } = steps[action]
  if (from.includes(status)) return { value: to ?? status, messages: [] }
  const [statusZh, statusEn] = statusNames[status]
  const text = `申请${statusZh}，不能${zh}`
  return {
    value: null,
    messages: [{ severity: 'error', text, textEn: `The application is ${statusEn}: cannot ${en}` }],
  }
}
