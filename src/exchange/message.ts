/** What an exchange tells about a file: which file, sheet row and column, in both languages. */
export type ExchangeMessage = {
  readonly severity: 'info' | 'warning' | 'error'
  readonly text: string
  readonly textEn: string
  readonly file?: string
  /** 1-based, as the sheet shows it. */
  readonly row?: number
  readonly column?: string
}

export type ExchangeResult<T> = { readonly value: T; readonly messages: readonly ExchangeMessage[] }

type Where = Pick<ExchangeMessage, 'file' | 'row' | 'column'>

const tell =
  (severity: ExchangeMessage['severity']) =>
  (text: string, textEn: string, where: Where = {}): ExchangeMessage => ({ severity, text, textEn, ...where })

export const info = tell('info')
export const warning = tell('warning')
export const error = tell('error')
