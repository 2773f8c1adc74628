/** How an opinion writes areas and shares. */

const trimmed = (value: number, digits: number): string => Number(value.toFixed(digits)).toString()

/** m² as an office writes them: "1.1 平方千米", "3.52 公顷", "420 平方米". */
export const areaText = (area: number): string =>
  area >= 1e6
    ? `${trimmed(area / 1e6, 4)} 平方千米`
    : area >= 1e4
      ? `${trimmed(area / 1e4, 4)} 公顷`
      : `${trimmed(area, area < 10 ? 2 : 1)} 平方米`

/** The same in English. */
export const areaTextEn = (area: number): string =>
  area >= 1e6
    ? `${trimmed(area / 1e6, 4)} km²`
    : area >= 1e4
      ? `${trimmed(area / 1e4, 4)} ha`
      : `${trimmed(area, area < 10 ? 2 : 1)} m²`

/** A share of 0–1 in per cent; what is not nothing and not all never reads as 0% or 100%. */
export const shareText = (share: number): string => {
  if (share > 0 && share < 0.0001) return '<0.01%'
  if (share < 1 && share > 0.9999) return '>99.99%'
  return `${trimmed(share * 100, 2)}%`
}
