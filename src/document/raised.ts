/** Raised figures and signs, as a text without raised type writes them: km², 10⁴. */
const plain = '0123456789+-−n'
const raisedForms = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ'

/** The text raised where all of it can be; as it is where not. */
export const raised = (text: string): string =>
  [...text].every((character) => plain.includes(character))
    ? [...text].map((character) => raisedForms[plain.indexOf(character)]!).join('')
    : text
