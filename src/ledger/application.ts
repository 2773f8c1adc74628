/** What happens to an application on the desk, and when. Pure; the log keeps that it happened. */
import type { Result } from '#document/document.ts'

export type ApplicationStatus =
  | 'received'
  | 'reviewed'
  | 'second-reading'
  | 'second-read'
  | 'returned'
  | 'signed'
  | 'withdrawn'

export type ApplicationAction =
  | 'review'
  | 'return'
  | 'amend'
  | 'hand-over'
  | 'take-over'
  | 'second-read'
  | 'sign'
  | 'withdraw'

type Step = {
  /** States it may be done in. */
  readonly from: readonly ApplicationStatus[]
  /** State it leads to; null: the state stays. */
  readonly to: ApplicationStatus | null
  readonly zh: string
  readonly en: string
}

const open: readonly ApplicationStatus[] = ['received', 'reviewed', 'second-reading', 'second-read', 'returned']

/** Still on somebody's desk: it would count when granted. */
export const isOpen = (status: ApplicationStatus): boolean => open.includes(status)

/** A signed opinion is never taken back by the same application: a new one is handed in. */
const steps: Readonly<Record<ApplicationAction, Step>> = {
  review: { from: open, to: 'reviewed', zh: '审查', en: 'be reviewed' },
  return: {
    from: ['received', 'reviewed', 'second-reading', 'second-read'],
    to: 'returned',
    zh: '退回补正',
    en: 'be returned',
  },
  // What an opinion was made on is not changed under it: it is sent back first, and then reviewed again.
  amend: { from: ['received', 'returned'], to: 'received', zh: '补正', en: 'be amended' },
  'hand-over': { from: open, to: null, zh: '移交', en: 'be handed over' },
  'take-over': { from: open, to: null, zh: '接手', en: 'be taken over' },
  'second-read': { from: ['reviewed', 'second-reading'], to: 'second-read', zh: '复核', en: 'be read a second time' },
  // What was sent to a second reader is signed once that person has read it.
  sign: { from: ['reviewed', 'second-read'], to: 'signed', zh: '签发', en: 'be signed' },
  withdraw: { from: open, to: 'withdrawn', zh: '撤回', en: 'be withdrawn' },
}

const statusNames: Readonly<Record<ApplicationStatus, readonly [zh: string, en: string]>> = {
  received: ['已受理', 'received'],
  reviewed: ['已审查', 'reviewed'],
  'second-reading': ['复核中', 'in second reading'],
  'second-read': ['已复核', 'read a second time'],
  returned: ['已退回补正', 'returned'],
  signed: ['已签发', 'signed'],
  withdrawn: ['已撤回', 'withdrawn'],
}

/**
 * The status after an action, null with a message where the action is not open in this status. A second reading that is
 * `sent` to somebody begins; without that it is done.
 */
export const nextStatus = (
  status: ApplicationStatus,
  action: ApplicationAction,
  sent = false,
): Result<ApplicationStatus | null> => {
  const { from, to, zh, en } = steps[action]
  if (from.includes(status))
    return { value: action === 'second-read' && sent ? 'second-reading' : (to ?? status), messages: [] }
  const [statusZh, statusEn] = statusNames[status]
  const text = `申请${statusZh}，不能${zh}`
  return {
    value: null,
    messages: [{ severity: 'error', text, textEn: `The application is ${statusEn}: it cannot ${en}` }],
  }
}
