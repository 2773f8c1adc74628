/** Subjects that mean the plan's whole region: what is measured needs no such word beside it. */
const wholes: ReadonlySet<string> = new Set(['', '全部', '全县', '全市', '全省', '全国', '全区', '全域', '矿山'])

/** What a figure is of, where that is a name and not everything; null otherwise or where the measure says it already. */
export const namedSubject = (subject: string, measure: string | null | undefined): string | null =>
  wholes.has(subject) || measure?.includes(subject) ? null : subject
