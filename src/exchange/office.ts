/**
 * .doc, .wps and .rtf → .docx through LibreOffice where it is installed. Each conversion has a profile and a folder
 * of its own, an end in time, and leaves nothing behind, even where this process ends in the middle of it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { constants, rmSync } from 'node:fs'
import { access, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { constants as system, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ExchangeResult, error } from './message.ts'

export type OfficeOptions = {
  /** The program; looked for where absent, null says that there is none. */
  readonly program?: string | null
  /** ms. */
  readonly timeout?: number
  /** Bytes in and out. */
  readonly largest?: number
}

const usualPlaces = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/libreoffice/program',
  '/Applications/LibreOffice.app/Contents/MacOS',
  'C:\\Program Files\\LibreOffice\\program',
]

const runnable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/** Path of the program, or null where none is installed. */
export const findOffice = async (path = process.env.PATH ?? ''): Promise<string | null> => {
  const names = process.platform === 'win32' ? ['soffice.com', 'soffice.exe'] : ['soffice', 'libreoffice']
  for (const folder of new Set([...path.split(delimiter).filter(Boolean), ...usualPlaces])) {
    for (const name of names) if (await runnable(join(folder, name))) return join(folder, name)
  }
  return null
}

/** Does the OLE container hold a stream of this name? Its directory writes names in UTF-16. */
const holdsStream = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(name, 'utf16le'))

/** doc: what Word and Kingsoft WPS write (.doc, .wps); works: what Microsoft Works wrote (.wps). */
type OfficeKind = 'doc' | 'works' | 'rtf'

/** What the bytes are, whatever the name says: OLE (.doc, .wps), RTF, or neither. */
export const officeKind = (bytes: Uint8Array): OfficeKind | null => {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    return holdsStream(bytes, 'MatOST') && !holdsStream(bytes, 'WordDocument') ? 'works' : 'doc'
  return new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '{\\rtf' ? 'rtf' : null
}

/** Nothing in a document runs, and nothing it links to is fetched: the profile of the conversion forbids both. */
const profileSettings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${[
  ['/org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['/org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['/org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  ['/org.openoffice.Office.Writer/Content/Update', 'Link', '0'],
]
  .map(
    ([path, name, value]) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  .join('\n')}
</oor:items>
`

/** A conversion under way: its folder, and the program once it runs. */
type Work = { readonly folder: string; child: ChildProcess | null }

/** Ends the program and the children it started. */
const end = (child: ChildProcess): void => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

const removal = { recursive: true, force: true, maxRetries: 5 } as const

const endings = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Should this process end now, the conversion ends with it; what is answered takes that back. */
const endWithUs = (work: Work): (() => void) => {
  const leave = (): void => {
    if (work.child) end(work.child)
    rmSync(work.folder, removal)
  }
  // Where others hear a signal, it is theirs to say whether the process ends.
  const told = (signal: (typeof endings)[number]): void => {
    if (process.listenerCount(signal) === 1) process.exit(128 + system.signals[signal])
  }
  process.on('exit', leave)
  for (const signal of endings) process.on(signal, told)
  return () => {
    process.off('exit', leave)
    for (const signal of endings) process.off(signal, told)
  }
}

const run = (
  program: string,
  args: readonly string[],
  work: Work,
  timeout: number,
): Promise<'done' | 'late' | 'failed'> =>
  new Promise((resolve) => {
    // A group of its own: the program starts children that must end with it.
    const child = spawn(program, args, {
      cwd: work.folder,
      stdio: 'ignore',
      detached: true,
      env: { PATH: process.env.PATH, HOME: work.folder, LANG: 'C.UTF-8' },
    })
    work.child = child
    const clock = setTimeout(() => {
      resolve('late')
      end(child)
    }, timeout)
    child.once('error', () => {
      clearTimeout(clock)
      resolve('failed')
    })
    child.once('exit', (code) => {
      clearTimeout(clock)
      resolve(code === 0 ? 'done' : 'failed')
    })
  })

let last: Promise<unknown> = Promise.resolve()

const convert = async (
  bytes: Uint8Array,
  kind: OfficeKind,
  program: string,
  timeout: number,
  largest: number,
): Promise<ExchangeResult<Uint8Array | null>> => {
  const fail = (text: string, textEn: string) => ({ value: null, messages: [error(text, textEn)] })
  const folder = await mkdtemp(join(tmpdir(), 'kuanggui-office-'))
  const work: Work = { folder, child: null }
  const over = endWithUs(work)
  try {
    const source = `source.${kind === 'works' ? 'wps' : kind}`
    await writeFile(join(folder, source), bytes)
    await mkdir(join(folder, 'profile', 'user'), { recursive: true })
    await writeFile(join(folder, 'profile', 'user', 'registrymodifications.xcu'), profileSettings)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    const args = [
      profile,
      '--headless',
      '--norestore',
      '--nolockcheck',
      '--nodefault',
      '--convert-to',
      'docx',
      '--outdir',
      folder,
      source,
    ]
    const outcome = await run(program, args, work, timeout)
    if (outcome === 'late')
      return fail(
        `转换超过 ${timeout / 1000} 秒，已停止`,
        `the conversion took longer than ${timeout / 1000} s and was stopped`,
      )
    const target = join(folder, 'source.docx')
    const size = await stat(target).then(
      ({ size }) => size,
      () => 0,
    )
    if (outcome === 'failed' || size === 0)
      return fail('LibreOffice 打不开这个文件', 'LibreOffice cannot open this file')
    if (size > largest) return fail('转换后的文件过大', 'the converted file is too large')
    return { value: new Uint8Array(await readFile(target)), messages: [] }
  } finally {
    await rm(folder, removal).finally(over)
  }
}

/** The same document as .docx bytes; null with a message where it cannot be. One conversion runs at a time. */
export const convertToDocx = async (
  bytes: Uint8Array,
  options: OfficeOptions = {},
): Promise<ExchangeResult<Uint8Array | null>> => {
  const { timeout = 120_000, largest = 100e6 } = options
  const fail = (text: string, textEn: string) => ({ value: null, messages: [error(text, textEn)] })
  const kind = officeKind(bytes)
  if (!kind) return fail('不是 .doc、.wps 或 .rtf 文件', 'this is no .doc, .wps or .rtf file')
  if (bytes.length > largest)
    return fail(`文件超过 ${largest / 1e6} MB 的限制`, `the file is larger than ${largest / 1e6} MB`)
  const program = options.program === undefined ? await findOffice() : options.program
  if (!program) {
    return fail(
      '读取 .doc/.wps 需要安装 LibreOffice；也可以另存为 .docx 后再上传',
      'reading .doc/.wps needs LibreOffice installed; or save the file as .docx and upload that',
    )
  }
  const next = last.then(() => convert(bytes, kind, program, timeout, largest))
  last = next.catch(() => {})
  return next
}

/**
 * The bytes as `document/` reads them: .doc, .wps and .rtf converted, everything else as it is. Null with a message
 * that names the file where it cannot be converted. What is no text document is not handed on: the office program would
 * make one of anything.
 */
export const readableBytes = async (
  bytes: Uint8Array,
  file: string,
  options: OfficeOptions = {},
): Promise<ExchangeResult<Uint8Array | null>> => {
  const refuse = (text: string, textEn: string) => ({ value: null, messages: [error(text, textEn)] })
  const kind = officeKind(bytes)
  if (kind === null) return { value: bytes, messages: [] }
  if (kind === 'doc' && holdsStream(bytes, 'EncryptedPackage'))
    return refuse(
      `文件“${file}”有密码保护，请去掉密码后再用`,
      `The file “${file}” is locked with a password; remove it first`,
    )
  if (kind === 'doc' && !holdsStream(bytes, 'WordDocument'))
    return refuse(
      `文件“${file}”其实不是文字文档（.doc/.wps），或已损坏`,
      `The file “${file}” is in fact no text document (.doc/.wps), or is damaged`,
    )
  const { value, messages } = await convertToDocx(bytes, options)
  const named = messages.map((one) => ({
    ...one,
    text: `文件“${file}”：${one.text}`,
    textEn: `The file “${file}”: ${one.textEn}`,
  }))
  return { value, messages: named }
}
