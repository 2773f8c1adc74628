/** Every check, in the order in which a reader wants to see them. */
import { affiliation } from './affiliation.ts'
import { attribute } from './attribute.ts'
import { ban } from './ban.ts'
import { baseValue } from './base-value.ts'
import { blockLife } from './block-life.ts'
import { blockOutput } from './block-output.ts'
import { blockPlace } from './block-place.ts'
import { blockScale } from './block-scale.ts'
import { citedPlan } from './cited-plan.ts'
import { contents } from './contents.ts'
import { deadline } from './deadline.ts'
import { district } from './district.ts'
import { enumeration } from './enumeration.ts'
import { feasibility } from './feasibility.ts'
import type { Check } from './finding.ts'
import { floor } from './floor.ts'
import { floorDistrict } from './floor-district.ts'
import { lastRound } from './last-round.ts'
import { law } from './law.ts'
import { listingArea } from './listing-area.ts'
import { listingCount } from './listing-count.ts'
import { membership } from './membership.ts'
import { mineCount } from './mine-count.ts'
import { missing } from './missing.ts'
import { naming } from './naming.ts'
import { numbering } from './numbering.ts'
import { outputCap } from './output-cap.ts'
import { paperName } from './paper-name.ts'
import { percent } from './percent.ts'
import { phrase } from './phrase.ts'
import { place } from './place.ts'
import { priority } from './priority.ts'
import { promise } from './promise.ts'
import { range } from './range.ts'
import { rateTable } from './rate-table.ts'
import { reckoning } from './reckoning.ts'
import { reference } from './reference.ts'
import { repeat } from './repeat.ts'
import { restoration } from './restoration.ts'
import { restriction } from './restriction.ts'
import { roster } from './roster.ts'
import { spelling } from './spelling.ts'
import { standard } from './standard.ts'
import { statement } from './statement.ts'
import { sum } from './sum.ts'
import { support } from './support.ts'
import { tableRow } from './table-row.ts'
import { tableShare } from './table-share.ts'
import { tableSum } from './table-sum.ts'
import { tableTotal } from './table-total.ts'
import { textCell } from './text-cell.ts'
import { textTable } from './text-table.ts'
import { time } from './time.ts'
import { typing } from './typing.ts'
import { unit } from './unit.ts'
import { vague } from './vague.ts'
import { wording } from './wording.ts'
import { yearly } from './yearly.ts'

export const checks: readonly Check[] = [
  sum,
  reckoning,
  percent,
  enumeration,
  tableSum,
  tableRow,
  tableShare,
  tableTotal,
  lastRound,
  baseValue,
  mineCount,
  roster,
  restoration,
  range,
  listingCount,
  listingArea,
  textTable,
  textCell,
  attribute,
  floor,
  floorDistrict,
  rateTable,
  blockScale,
  blockLife,
  feasibility,
  outputCap,
  blockOutput,
  district,
  priority,
  restriction,
  ban,
  membership,
  missing,
  promise,
  unit,
  standard,
  spelling,
  naming,
  phrase,
  paperName,
  place,
  blockPlace,
  affiliation,
  numbering,
  contents,
  reference,
  time,
  deadline,
  yearly,
  repeat,
  statement,
  law,
  citedPlan,
  vague,
  wording,
  typing,
  support,
]
