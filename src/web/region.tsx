import { Select } from 'antd'
import { api } from './api.ts'
import { useLoad } from './load.ts'
import { useUser } from './session.ts'
import type { PlanEntry, RegionEntry } from './wire.ts'
import { useWords } from './words.ts'

/** The scope of those who may see every region. */
const wholeCountry = '000000'

/** The region a person's screens open with: their own, or null where they look after many. */
export const useOwnRegion = (): string | null => {
  const { region } = useUser()
  return region && region !== wholeCountry ? region : null
}

export const useRegions = (): readonly RegionEntry[] => useLoad('regions', api.regions).data ?? []

export const regionName = (region: PlanEntry['region']): string =>
  typeof region === 'string' ? region : (region?.name ?? '')

export const regionCode = (region: PlanEntry['region']): string | null =>
  typeof region === 'string' ? region : (region?.code ?? null)

/** Chooses a region; `any` also offers all of them together. */
export const RegionSelect = ({
  value,
  onChange,
  any,
  id,
}: {
  value: string | null
  onChange: (region: string | null) => void
  any?: boolean
  id?: string
}) => {
  const words = useWords()
  const regions = useRegions()
  const options = regions.map(({ code, name, level }) => ({
    value: code,
    label: level === 'county' ? name : `${name}（${words.region[level] ?? level}）`,
  }))
  return (
    <Select<string | null>
      {...(id ? { id } : {})}
      className="region-select"
      aria-label={words.common.region}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={words.common.region}
      value={value ?? (any ? '' : null)}
      onChange={(code: string | null) => onChange(code || null)}
      options={any ? [{ value: '', label: words.common.anyRegion }, ...options] : options}
    />
  )
}
