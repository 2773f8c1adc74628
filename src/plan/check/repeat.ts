/** The same date range told twice: a season of ban, a time of year. */
import { type Check, type CheckFinding, type Quote, quote } from './finding.ts'
import { passagesOf } from './passage.ts'

const SEASON =
  /(?:每年)?(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:至|到|[-—–~～])\s*(?:次年)?(\d{1,2})\s*月\s*(\d{1,2})\s*日/g
/** What the season is of: 禁采期, 禁渔期, 汛期 … close by on either side. */
const OF = /(?:禁采|禁渔|禁伐|封山|防火|汛|枯水|停采)期/

type Season = { readonly of: string; readonly days: string; readonly quote: Quote }

export const repeat: Check = {
  name: 'repeat',
  title: { zh: '时段前后一致', en: 'Seasons told twice' },
  run: (plan) => {
    const seasons = passagesOf(plan).flatMap((passage) =>
      [...passage.text.matchAll(SEASON)].flatMap((match): Season[] => {
        const from = Math.max(0, match.index - 12)
        const to = Math.min(passage.text.length, match.index + match[0].length + 16)
        const of = OF.exec(passage.text.slice(from, to))
        return of
          ? [{ of: of[0], days: match.slice(1, 5).map(Number).join('.'), quote: quote(passage.span, from, to) }]
          : []
      }),
    )
    return seasons.flatMap((season, i): CheckFinding[] => {
      const first = seasons.slice(0, i).find((each) => each.of === season.of)
      if (!first) return []
      const holds = first.days === season.days
      return [
        {
          check: 'repeat',
          verdict: holds ? 'holds' : 'fails',
          quotes: [first.quote, season.quote],
          computed: `${first.days} ${holds ? '=' : '≠'} ${season.days}`,
          message: holds
            ? { zh: `${season.of}两处一致`, en: 'The season is told twice, the same' }
            : { zh: `${season.of}两处不一`, en: 'The season is told twice, differently' },
          ...(holds ? {} : { remedy: { zh: '统一时段', en: 'Give one season' } }),
        },
      ]
    })
  },
}
