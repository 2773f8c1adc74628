/** Bans: what must not be looked for and may yet be mined. */

import { stanceMinerals } from '#plan/fact/direction.ts'
import { covers } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** Whoever must not explore a mineral cannot mine it: the list of bans on mining holds that on exploration. */
const lists = (plan: Plan): Finding[] => {
  const exploration = stanceMinerals(plan, 'exploration', 'forbidden')
  const mining = stanceMinerals(plan, 'mining', 'forbidden')
  if (exploration.minerals.length === 0 || mining.minerals.length === 0) return []
  const open = exploration.minerals.filter((mineral) => !mining.minerals.some((each) => covers(each, mineral)))
  const holds = open.length === 0
  return [
    judged(holds, {
      quotes: [...exploration.directions, ...mining.directions].map((each) => each.quote),
      computed: `{${exploration.minerals.join('、')}} ${holds ? '⊂' : '⊄'} {${mining.minerals.join('、')}}`,
      right: { zh: '禁止勘查的矿种均禁止开采', en: 'What must not be explored must not be mined' },
      wrong: {
        zh: `${open.join('、')}禁止勘查而未禁止开采`,
        en: `${open.join(', ')} must not be explored, yet may be mined`,
      },
      remedy: { zh: '统一两处禁止矿种，或说明理由', en: 'Make the lists agree, or say why not' },
      otherwise: 'doubtful',
    }),
  ]
}

export const ban: Check = {
  name: 'ban',
  title: { zh: '禁止勘查与禁止开采', en: 'Bans on exploration and on mining' },
  run: lists,
}
