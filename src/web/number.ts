/** By their decimals. Making one takes a hundred times as long as using it. */
const formats = new Map<number, Intl.NumberFormat>()

/** Numbers as the office writes them: thousands separated, at most `digits` decimals, never in scientific form. */
export const formatNumber = (value: number, digits = 4): string => {
  const format = formats.get(digits) ?? new Intl.NumberFormat('en-US', { maximumFractionDigits: digits })
  formats.set(digits, format)
  return format.format(value)
}

/** m² as the field states areas: hectares below one square kilometre, km² above. */
export const formatArea = (squareMetres: number): { value: string; unit: 'm²' | 'hm²' | 'km²' } => {
  if (squareMetres < 10_000) return { value: formatNumber(squareMetres, 1), unit: 'm²' }
  if (squareMetres < 1_000_000) return { value: formatNumber(squareMetres / 10_000, 4), unit: 'hm²' }
  return { value: formatNumber(squareMetres / 1_000_000, 4), unit: 'km²' }
}

export const formatLength = (metres: number): { value: string; unit: 'm' | 'km' } =>
  metres < 1000 ? { value: formatNumber(metres, 1), unit: 'm' } : { value: formatNumber(metres / 1000, 3), unit: 'km' }
