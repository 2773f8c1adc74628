/** Writes the example's plan documents from their sources: node_modules/.bin/node example/build.ts */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type WordForm, writeWord } from './docx-form.ts'
import { encodeGb18030 } from './gb18030.ts'
import { readSource } from './source.ts'
import { type TextForm, writeText } from './text-form.ts'

type House = {
  readonly plan: string
  readonly text: TextForm
  readonly word: WordForm
  /** Also as GB 18030, as older offices save text. */
  readonly gb18030?: boolean
}

/** How each office writes. */
const houses: readonly House[] = [
  {
    plan: 'lanze',
    text: { tables: 'tabs', bookmarks: false, contents: 'dots' },
    word: { generatedNumbers: true },
  },
  {
    plan: 'yunyan',
    text: { tables: 'cells', bookmarks: true, contents: 'fields' },
    word: {
      footnote: { after: '已发现矿产31种（含亚矿种）', text: '矿种划分按照国家矿产资源分类办法执行。' },
      tracked: { inserted: '规划期为2021—2025年', deleted: '规划期为2020—2025年' },
      textBox: { before: '规划主要指标见专栏4。', text: '指标属性分为约束性和预期性两类。' },
    },
  },
  {
    plan: 'qishuang',
    text: { tables: 'pipes', bookmarks: false, contents: 'tabs' },
    word: {},
    gb18030: true,
  },
  {
    plan: 'hezhu',
    text: {
      tables: 'cells',
      bookmarks: false,
      contents: 'tabs',
      wrap: { width: 38, pageLines: 36, head: '鹤渚市矿产资源总体规划' },
    },
    word: { runningHead: '鹤渚市矿产资源总体规划' },
  },
]

const folder = join(import.meta.dirname, 'plans')
for (const { plan, text, word, gb18030 } of houses) {
  const blocks = readSource(readFileSync(join(import.meta.dirname, 'source', `${plan}.md`), 'utf8'))
  const written = writeText(blocks, text)
  writeFileSync(join(folder, `${plan}.txt`), written)
  if (gb18030) writeFileSync(join(folder, `${plan}.gb18030.txt`), encodeGb18030(written))
  writeFileSync(join(folder, `${plan}.docx`), await writeWord(blocks, word))
}
