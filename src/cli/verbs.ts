/** The verbs of the prompt with what each takes: main.ts refuses the rest, help.ts prints the same. */
import type { Verb } from '#cli/verb.ts'
import type { Words } from '#rules/finding.ts'

type Option = {
  /** What stands behind it; absent for one that stands alone. */
  readonly value?: string
  /** It may be given more than once. */
  readonly many?: boolean
  readonly short?: string
  readonly does: Words
}

const known = {
  plan: {
    value: 'FILE',
    many: true,
    does: {
      zh: '规划文本；第一个是本级规划，其后是上级规划',
      en: 'a plan; the first is the one asked, those after it are above it',
    },
  },
  upper: { value: 'FILE', does: { zh: '上级规划文本', en: 'the plan above' } },
  ledger: { value: 'FILE', does: { zh: '矿山台账（JSON）', en: 'the ledger of mines (JSON)' } },
  layers: {
    value: 'DIR',
    does: {
      zh: '图层文件夹（.geojson .json .zip .gpkg .dxf）',
      en: 'a folder of layers (.geojson .json .zip .gpkg .dxf)',
    },
  },
  region: {
    value: 'CODE',
    does: {
      zh: '六位行政区代码：拐点与图层中的该县（市）界线核对',
      en: 'six digits: the corners are held against the border of that county in the layers',
    },
  },
  zone: {
    value: 'N',
    does: {
      zh: '坐标没有带号时指明（3 度带 25–45，6 度带 13–23）',
      en: 'the zone, where the coordinates carry none (3°: 25–45, 6°: 13–23)',
    },
  },
  date: {
    value: 'YYYY-MM-DD',
    does: { zh: '审查日期，用于没有写日期的申请', en: 'the day asked, for those that name none' },
  },
  json: { does: { zh: '机器可读，写到标准输出', en: 'everything for machines, on standard output' } },
  docx: { value: 'OUT', does: { zh: '另写 Word 文件', en: 'also write a Word file' } },
  pdf: { value: 'OUT', does: { zh: '另写 PDF 文件', en: 'also write a PDF file' } },
  xlsx: { value: 'OUT', does: { zh: '另写 Excel 文件', en: 'also write an Excel file' } },
  template: {
    value: 'OUT',
    does: {
      zh: '只写一份空白清单（Excel），带示例和代码说明',
      en: 'only write a blank list (Excel), with an example and notes on codes',
    },
  },
  lang: {
    value: 'zh|en',
    does: { zh: '说明所用语言，默认 zh', en: 'language of what is said, zh where it is not named' },
  },
  help: { short: 'h', does: { zh: '本帮助', en: 'this help' } },
  version: { does: { zh: '版本号', en: 'the version' } },
} as const satisfies Readonly<Record<string, Option>>

export type OptionName = keyof typeof known

export const options: Readonly<Record<OptionName, Option>> = known

/** What every verb takes. */
export const common: readonly OptionName[] = ['lang', 'help', 'version']

export type VerbEntry = {
  /** What stands behind the verb. */
  readonly file: string | null
  readonly takes: readonly OptionName[]
  readonly needs: readonly OptionName[]
  /** An option that stands for the file and all that is needed. */
  readonly alone?: OptionName
  readonly does: Words
  /** Each verb loads only what it needs. */
  readonly load: () => Promise<Verb>
}

export const verbs: Readonly<Record<string, VerbEntry>> = {
  compile: {
    file: 'FILE',
    takes: ['json'],
    needs: [],
    does: {
      zh: '规划文本 → 章节、表、事实、规则，每条附原文及位置',
      en: 'a document → outline, tables, facts and rules, each with its sentence and place',
    },
    load: async () => (await import('#cli/compile.ts')).compile,
  },
  check: {
    file: 'FILE',
    takes: ['upper', 'json', 'docx', 'pdf', 'xlsx'],
    needs: [],
    does: {
      zh: '核对规划中的合计、比例、数量、名称、编号与前后矛盾；与上级规划是否一致',
      en: 'sums, shares, counts, names, numbering and contradictions of a plan; what departs from the plan above it',
    },
    load: async () => (await import('#cli/check.ts')).check,
  },
  review: {
    file: 'APPLICATION.json',
    takes: ['plan', 'ledger', 'layers', 'json', 'docx', 'pdf'],
    needs: ['plan'],
    does: {
      zh: '申请对照规划 → 每一行都引用条文的审查意见',
      en: 'an application against the plan → an opinion, every line citing its clause',
    },
    load: async () => (await import('#cli/review.ts')).review,
  },
  batch: {
    file: 'RIGHTS.(xlsx|json)|DIR',
    takes: ['plan', 'ledger', 'layers', 'date', 'json', 'xlsx', 'template'],
    needs: ['plan'],
    alone: 'template',
    does: {
      zh: '一批矿业权逐个对照规划 → 每个一行：结论、决定性条款；谁会不符合（新规划草案）',
      en: 'each right of a list against the plan → its verdict and the clauses that decide; who would fall out',
    },
    load: async () => (await import('#cli/batch.ts')).batch,
  },
  corners: {
    file: 'FILE',
    takes: ['region', 'layers', 'zone', 'json'],
    needs: [],
    does: {
      zh: '拐点坐标文件（勘测定界 .txt、登记坐标串、.xlsx、.geojson 等）→ 范围、带号、平面与椭球面积、开采标高，问题逐点指出',
      en: 'a file of corner points (land-parcel .txt, rights string, .xlsx, .geojson …) → area, zone, altitude limits; what is wrong by corner',
    },
    load: async () => (await import('#cli/corners.ts')).corners,
  },
  serve: {
    file: null,
    takes: [],
    needs: [],
    does: {
      zh: '启动网站与工作台（环境变量 PORT、HOST、KUANGGUI_DATA）',
      en: 'the web site and the workbench (environment: PORT, HOST, KUANGGUI_DATA)',
    },
    load: async () => (await import('#cli/serve.ts')).serve,
  },
}

const optionText = (name: OptionName, needed: boolean): string => {
  const option = options[name]
  const text = `--${name}${option.value ? ` ${option.value}` : ''}`
  return `${needed ? text : `[${text}]`}${option.many ? ` [${text} …]` : ''}`
}

/** "review APPLICATION.json --plan FILE [--plan FILE …] [--ledger FILE] …" */
export const usageOf = (name: string): string => {
  const { file, takes, needs } = verbs[name]!
  return [name, ...(file ? [file] : []), ...takes.map((option) => optionText(option, needs.includes(option)))].join(' ')
}
