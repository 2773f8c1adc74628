/** Writes the example's plan documents from their sources: node_modules/.bin/node example/build.ts */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeGb18030 } from './gb18030.ts'
import { readSource } from './source.ts'
import { type TextForm, writeText } from './text-form.ts'

type House = { readonly plan: string; readonly text: TextForm; readonly gb18030?: boolean }

/** How each office writes. */
const houses: readonly House[] = [
  { plan: 'lanze', text: { tables: 'tabs', bookmarks: false, contents: 'dots' } },
  { plan: 'yunyan', text: { tables: 'cells', bookmarks: true, contents: 'fields' } },
  { plan: 'qishuang', text: { tables: 'pipes', bookmarks: false, contents: 'tabs' }, gb18030: true },
  {
    plan: 'hezhu',
    text: {
      tables: 'cells',
      bookmarks: false,
      contents: 'tabs',
      wrap: { width: 38, pageLines: 36, head: '鹤渚市矿产资源总体规划' },
    },
  },
]

const here = import.meta.dirname
for (const house of houses) {
  const blocks = readSource(readFileSync(join(here, 'source', `${house.plan}.md`), 'utf8'))
  const text = writeText(blocks, house.text)
  writeFileSync(join(here, 'plans', `${house.plan}.txt`), text)
  if (house.gb18030) writeFileSync(join(here, 'plans', `${house.plan}.gb18030.txt`), encodeGb18030(text))
}
