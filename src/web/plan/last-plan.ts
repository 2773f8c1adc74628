/** The plan a person last opened or wrote an application for: the next application starts with it. */
const key = 'kuanggui.plan'

export const lastPlan = (): string | null => localStorage.getItem(key)
export const rememberPlan = (id: string): void => localStorage.setItem(key, id)
