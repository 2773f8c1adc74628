/** A cell that begins with = + - @ would be run as a formula by a spreadsheet; the quote mark keeps it text. */
export const safe = (words: string): string => (/^[=+\-@\t\r]/.test(words) ? `'${words}` : words)
