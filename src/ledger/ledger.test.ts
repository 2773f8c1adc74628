import { describe, expect, test } from 'vitest'
import type { Fact } from '#plan/plan.ts'
import type { Rule } from '#rules/rule.ts'
import { type ApplicationAction, nextStatus } from './application.ts'
import { type Confirmation, confirmed } from './confirmation.ts'
import { type DeskFile, type DeskPerson, refusal } from './desk.ts'
import { readLedger } from './ledger.ts'
import { dueAfterPause, readNotice, workingDaysAfter } from './working-day.ts'

describe('a ledger file', () => {
  const mine = {
    name: '一矿',
    minerals: ['铁'],
    scale: 'large',
    status: 'producing',
    annualOutput: { value: 3, unit: '万吨/年' },
  }
  const returned = { mine: '一矿', year: 2023, output: { value: 2, unit: '万吨' } }

  test('is read as it stands, with the field’s own words too', () => {
    expect(readLedger({ mines: [mine], returns: [returned] })).toEqual({
      value: { mines: [mine], returns: [returned] },
      messages: [],
    })
    const words = readLedger({ mines: [{ name: ' 二矿 ', minerals: ['铁 '], scale: '中型', status: '停产' }] })
    expect(words.value?.mines).toEqual([{ name: '二矿', minerals: ['铁'], scale: 'medium', status: 'suspended' }])
  })

  test('says where a mine lies: its township, its zones, its place on the map', () => {
    const placed = {
      ...mine,
      township: '东乡',
      inside: [],
      block: 'KQ003',
      location: { type: 'Point', coordinates: [125.2, 43.1] },
    }
    expect(readLedger({ mines: [placed] }).value?.mines).toEqual([placed])
    expect(readLedger({ mines: [{ ...mine, inside: ['无'] }] }).value?.mines[0]?.inside).toEqual([])
    const ring = [
      [125, 43],
      [125.1, 43],
      [125.1, 43.1],
      [125, 43],
    ]
    const area = { type: 'Polygon', coordinates: [ring] }
    expect(readLedger({ mines: [{ ...mine, location: area }] }).value?.mines[0]?.location).toEqual(area)
  })

  test.each([
    ['a list', []],
    ['nothing', null],
    ['neither mines nor returns', { mine: [] }],
    ['mines that are no list', { mines: {} }],
    ['a mine without a name', { mines: [{ ...mine, name: '' }] }],
    ['a mine without minerals', { mines: [{ ...mine, minerals: [] }] }],
    ['a status nobody knows', { mines: [{ ...mine, status: '不明' }] }],
    ['a status that only JavaScript knows', { mines: [{ ...mine, status: 'constructor' }] }],
    ['a scale that only JavaScript knows', { mines: [{ ...mine, scale: 'toString' }] }],
    ['a township that is no name', { mines: [{ ...mine, township: 7 }] }],
    ['a block that is no number', { mines: [{ ...mine, block: {} }] }],
    ['zones that are no list', { mines: [{ ...mine, inside: '东山' }] }],
    [
      'a place with its axes swapped',
      { mines: [{ ...mine, location: { type: 'Point', coordinates: [43.1, 125.2] } }] },
    ],
    ['a negative output', { mines: [{ ...mine, annualOutput: { value: -1, unit: '万吨' } }] }],
    ['an output without a unit', { returns: [{ ...returned, output: { value: 1 } }] }],
    ['a year that is none', { returns: [{ ...returned, year: '2023' }] }],
  ])('with %s is unusable, and says where', (_, json) => {
    const { value, messages } = readLedger(json)
    expect(value).toBe(null)
    expect(messages[0]).toMatchObject({ severity: 'error' })
    expect(messages[0]!.text.length * messages[0]!.textEn.length).toBeGreaterThan(0)
  })

  test('keeps the return of a mine that is not listed, with a warning', () => {
    const { value, messages } = readLedger({ mines: [], returns: [returned] })
    expect(value?.returns).toEqual([returned])
    expect(messages).toMatchObject([{ severity: 'warning' }])
  })
})

test('working days leave out weekends and holidays and count the days worked in their place', () => {
  // 2024-05-01 to 05-05 rested, 2024-04-28 and 05-11 worked (a Sunday and a Saturday).
  const notice = { rest: ['2024-05-01', '2024-05-02', '2024-05-03'], work: ['2024-04-28', '2024-05-11'] }
  expect(workingDaysAfter('2024-05-08', 5)).toBe('2024-05-15')
  expect(workingDaysAfter('2024-04-26', 3, notice)).toBe('2024-04-30')
  expect(workingDaysAfter('2024-04-30', 1, notice)).toBe('2024-05-06')
  expect(workingDaysAfter('2024-05-10', 1, notice)).toBe('2024-05-11')
  expect(workingDaysAfter('2024-05-08', 0)).toBe('2024-05-08')
})

test('while the applicant has it the clock stands; then it goes on where it stood', () => {
  const notice = { rest: ['2024-05-13'], work: ['2024-05-11'] }
  // Received on Wednesday the 8th, due on the 15th; two days were used when it was sent back on Friday.
  expect(dueAfterPause('2024-05-15', '2024-05-10', '2024-05-20')).toBe('2024-05-23')
  // Back on the same day, or over a weekend: nothing is gained.
  expect(dueAfterPause('2024-05-15', '2024-05-10', '2024-05-10')).toBe('2024-05-15')
  expect(dueAfterPause('2024-05-15', '2024-05-10', '2024-05-12')).toBe('2024-05-15')
  // Saturday the 11th is worked, Monday the 13th is not: between Friday and Tuesday lie two working days.
  expect(dueAfterPause('2024-05-15', '2024-05-10', '2024-05-14', notice)).toBe('2024-05-17')
  // Sent back on the last day, and after it.
  expect(dueAfterPause('2024-05-15', '2024-05-15', '2024-05-20')).toBe('2024-05-20')
  expect(dueAfterPause('2024-05-15', '2024-05-16', '2024-05-20')).toBe('2024-05-17')
})

test('a holiday notice is two lists of days or nothing', () => {
  expect(readNotice({ rest: ['2024-05-01'] })).toEqual({ rest: ['2024-05-01'], work: [] })
  for (const json of [null, 7, { rest: ['5月1日'] }, { work: '2024-05-11' }, { rest: ['2024-99-99'] }])
    expect(readNotice(json)).toBe(null)
})

test('an application is signed only after a review, and then nothing more', () => {
  expect(nextStatus('received', 'sign').value).toBe(null)
  expect(nextStatus('received', 'sign').messages[0]!.text).toBe('申请已受理，不能签发')
  expect(nextStatus('received', 'review').value).toBe('reviewed')
  expect(nextStatus('reviewed', 'amend').messages[0]!.text).toBe('申请已审查，不能补正')
  expect(nextStatus('second-read', 'amend').value).toBe(null)
  expect(nextStatus('returned', 'return').value).toBe(null)
  expect(nextStatus('returned', 'amend').value).toBe('received')
  expect(nextStatus('reviewed', 'hand-over').value).toBe('reviewed')
  expect(nextStatus('reviewed', 'second-read', true).value).toBe('second-reading')
  expect(nextStatus('second-reading', 'sign').value).toBe(null)
  expect(nextStatus('second-reading', 'second-read').value).toBe('second-read')
  expect(nextStatus('second-read', 'sign').value).toBe('signed')
  expect(nextStatus('signed', 'withdraw').value).toBe(null)
})

describe('who acts on a file', () => {
  const person = (name: string, ...roles: string[]) => ({ name, roles })
  const [li, wang] = [person('li', 'clerk'), person('wang', 'clerk')]
  const zhao = person('zhao', 'supervisor')
  const chief = person('chief', 'clerk', 'supervisor', 'admin')
  const file = (more: Partial<DeskFile> = {}): DeskFile => ({
    status: 'reviewed',
    holder: 'li',
    reviewer: 'li',
    ...more,
  })
  const cases: readonly [string, DeskFile, ApplicationAction, DeskPerson, string | null, DeskPerson?][] = [
    ['the holder reviews', file(), 'review', li, null],
    ['the holder amends', file({ status: 'returned' }), 'amend', li, null],
    ['a supervisor who holds it does not', file({ holder: 'zhao' }), 'amend', zhao, 'no-right'],
    ['another clerk does not', file(), 'review', wang, 'not-holder'],
    ['nor does a supervisor while it lies elsewhere', file(), 'sign', zhao, 'not-holder'],
    ['a clerk signs nothing', file({ holder: 'wang' }), 'sign', wang, 'no-right'],
    ['a supervisor who holds it signs', file({ holder: 'zhao' }), 'sign', zhao, null],
    [
      'but not what was prepared by the same person',
      file({ holder: 'chief', reviewer: 'chief' }),
      'sign',
      chief,
      'same-signer',
    ],
    ['a supervisor without the clerk’s duty reviews nothing', file({ holder: 'zhao' }), 'review', zhao, 'no-right'],
    ['a supervisor takes over what another holds', file(), 'take-over', zhao, null],
    ['a clerk does not', file(), 'take-over', wang, 'no-right'],
    ['what nobody holds anybody takes', file({ holder: '' }), 'take-over', wang, null],
    ['nobody takes over from themselves', file(), 'take-over', li, 'own-desk'],
    [
      'nobody without a duty touches it',
      file({ holder: '' }),
      'take-over',
      person('x', 'planner', 'admin'),
      'no-right',
    ],
    ['the reviewer does not read it a second time', file(), 'second-read', li, 'same-reader'],
    ['but sends it to another', file(), 'second-read', li, null, wang],
    ['and never back to the reviewer', file({ holder: 'wang' }), 'second-read', wang, 'same-reader', li],
    ['another who holds it reads it', file({ holder: 'wang' }), 'second-read', wang, null],
  ]
  for (const [name, desk, action, who, code, to] of cases)
    test(name, () => expect(refusal(desk, action, who, to)?.code ?? null).toBe(code))
})

describe('what a person decided wins over what was read', () => {
  const fact = (id: string, quote: string, value = 1) => ({ id, quote, value, confidence: 'likely' }) as Fact
  const rule = (id: string, quote: string) =>
    ({ id, quote, test: { measure: 'x', op: '>=', value: 1, unit: null } }) as Rule
  const decision = (more: Partial<Confirmation>): Confirmation => ({
    region: '990121',
    id: 'c',
    plan: 'p',
    target: 'fact',
    targetId: 'f1',
    quote: '甲',
    decision: 'confirm',
    value: null,
    reason: '',
    by: 'li',
    at: '',
    ...more,
  })
  const read = { facts: [fact('f1', '甲'), fact('f2', '乙')], rules: [rule('r1', '甲')] }
  const values = (confirmations: Confirmation[]) =>
    confirmed(read, confirmations).facts.map(({ id, value }) => `${id}=${value}`)

  test('rejected is gone, corrected is changed, the last decision holds', () => {
    expect(values([decision({ decision: 'reject' })])).toEqual(['f2=1'])
    expect(values([decision({ decision: 'reject' }), decision({ decision: 'correct', value: 5 })])).toEqual([
      'f1=5',
      'f2=1',
    ])
    expect(confirmed(read, [decision({ target: 'rule', targetId: 'r1', decision: 'reject' })])).toMatchObject({
      facts: [{}, {}],
      rules: [],
    })
  })

  test('a decision finds its fact again by the quote when the id is another, and only when it is sure', () => {
    expect(values([decision({ targetId: 'old', decision: 'reject' })])).toEqual(['f2=1'])
    const twice = { ...read, facts: [fact('f1', '甲'), fact('f3', '甲')] }
    expect(confirmed(twice, [decision({ targetId: 'old', decision: 'reject' })]).facts).toHaveLength(2)
  })
})
