/**
 * Who may act on an application. Whoever holds the file acts on it; who signs is a supervisor and not the one who
 * prepared the opinion; a second reader is not the reviewer. Pure.
 */
import type { ApplicationAction, ApplicationStatus } from './application.ts'

/** What a person is in the office for, as far as applications are concerned. Roles beyond these give no right here. */
type Duty = 'clerk' | 'supervisor'

export type DeskPerson = { readonly name: string; readonly roles: readonly string[] }

/** An application as it lies on the desk. */
export type DeskFile = {
  readonly status: ApplicationStatus
  /** Name of the person who holds it; '' nobody does. */
  readonly holder: string
  /** Who made the opinion that would be read or signed; null: there is none yet. */
  readonly reviewer: string | null
}

export type Refusal = {
  readonly code: 'no-right' | 'not-holder' | 'own-desk' | 'same-reader' | 'same-signer'
  readonly zh: string
  readonly en: string
}

const either: readonly Duty[] = ['clerk', 'supervisor']

const duties: Readonly<Record<ApplicationAction, readonly Duty[]>> = {
  review: ['clerk'],
  return: either,
  amend: ['clerk'],
  'hand-over': either,
  'take-over': either,
  'second-read': either,
  sign: ['supervisor'],
  withdraw: either,
}

const has = ({ roles }: DeskPerson, asked: readonly Duty[]): boolean => asked.some((duty) => roles.includes(duty))

/** Whether a person may hold a file at all. */
export const mayHold = (person: DeskPerson): boolean => has(person, either)

const refuse = (code: Refusal['code'], zh: string, en: string): Refusal => ({ code, zh, en })

/** A file that nobody holds is anybody's to take; one that lies on another desk only a supervisor takes. */
const takeOver = (file: DeskFile, person: DeskPerson): Refusal | null => {
  if (file.holder === person.name)
    return refuse('own-desk', '申请已在您手上', 'The application lies on your desk already')
  if (file.holder !== '' && !has(person, ['supervisor']))
    return refuse(
      'no-right',
      '他人承办的申请只能由审签人接手',
      'Only a supervisor takes over what another person holds',
    )
  return null
}

/**
 * Why a person may not do this, null where they may. `to` is the person a second reading is sent to. Whether the
 * action is open in the application's status is `nextStatus`'s to say; regions are the caller's.
 */
export const refusal = (
  file: DeskFile,
  action: ApplicationAction,
  person: DeskPerson,
  to?: DeskPerson,
): Refusal | null => {
  if (!has(person, duties[action]))
    return action === 'sign'
      ? refuse('no-right', '只有审签人可以签发', 'Only a supervisor signs')
      : refuse('no-right', '没有办理此事的权限', 'You have no right to do this')
  if (action === 'take-over') return takeOver(file, person)
  if (file.holder !== person.name)
    return refuse(
      'not-holder',
      '申请不在您手上，须先移交或接手',
      'The application is not yours: have it handed over first',
    )
  if (action === 'second-read' && file.reviewer === (to ?? person).name)
    return refuse('same-reader', '复核人不能是审查人', 'The second reader must be another person')
  if (action === 'sign' && file.reviewer === person.name)
    return refuse('same-signer', '签发人不能是审查人', 'Who prepared the opinion cannot sign it')
  return null
}
