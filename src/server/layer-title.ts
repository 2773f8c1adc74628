/** What the standard layers of a plan database are called on the map; a layer of another kind says its own name. */
const titles: Readonly<Record<string, string>> = {
  city: '市界',
  county: '县（区）界',
  township: '乡镇界',
  'key-exploration': '重点勘查区',
  'key-mining': '重点开采区',
  'concentrated-mining': '集中开采区',
  industrial: '产业重点发展区',
  restricted: '限制开采区',
  forbidden: '禁止开采区',
  allowed: '允许开采区',
  reserved: '矿产地储备区',
  restoration: '重点修复区',
  'strategic-protection': '战略性矿产保护区',
  'national-planned': '国家规划矿区',
  'exploration-block': '勘查规划区块',
  'mining-block': '开采规划区块',
  'exploration-right': '探矿权',
  'mining-right': '采矿权',
  'red-line': '生态保护红线',
  farmland: '永久基本农田',
  'urban-boundary': '城镇开发边界',
  'protected-area': '自然保护地',
}

export const layerTitle = (kind: string): string => titles[kind] ?? kind
