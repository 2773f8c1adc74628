/** Every word of the public pages, Chinese and English: no page holds a string of its own. */

export type Lang = 'zh' | 'en'

type Both = readonly [zh: string, en: string]

const words = {
  site: ['矿规', 'Kuanggui'],
  motto: ['矿产资源规划，读得懂、查得到、对得上', 'Mineral resources plans, readable and answerable'],
  skip: ['跳到正文', 'Skip to content'],
  home: ['首页', 'Home'],
  map: ['一张图', 'Map'],
  selfCheck: ['企业自查', 'Self-check'],
  office: ['办公登录', 'Office'],
  otherLang: ['English', '中文'],
  atAGlance: ['规划一览', 'The plan at a glance'],
  plans: ['公开的规划', 'Published plans'],
  noPlans: ['还没有公开的规划。', 'No plan has been published yet.'],
  noPlansNext: ['工作人员可登录工作台上传规划文本。', 'The office uploads a plan document in the workbench.'],
  readWhole: ['阅读规划全文', 'Read the whole plan'],
  onTheMap: ['在地图上看', 'See it on the map'],
  toSelfCheck: ['我的项目符合规划吗？', 'Does my project fit the plan?'],
  period: ['规划期', 'Period'],
  base: ['基准年', 'Base year'],
  outlook: ['展望到', 'Outlook to'],
  indicators: ['规划指标', 'Indicators'],
  indicator: ['指标', 'Indicator'],
  target: ['目标', 'Target'],
  year: ['年份', 'Year'],
  attribute: ['属性', 'Attribute'],
  binding: ['约束性', 'binding'],
  expected: ['预期性', 'expected'],
  zones: ['规划分区', 'Zones'],
  zone: ['分区', 'Zone'],
  zoneKind: ['类别', 'Kind'],
  minerals: ['矿种', 'Minerals'],
  everyMineral: ['各矿种', 'every mineral'],
  places: ['所在', 'Place'],
  area: ['面积', 'Area'],
  floors: ['最低开采规模', 'Least mining scale'],
  scale: ['储量规模', 'Deposit scale'],
  least: ['不低于', 'At least'],
  rules: ['主要规定', 'What the plan rules'],
  rulesNote: [
    '每条规定都出自规划原文，点开可见原句。',
    'Every rule comes from the plan’s own words; open it to read them.',
  ],
  refuse: ['必须遵守', 'Must be kept'],
  inPrinciple: ['原则上应当', 'In principle'],
  restricted: ['限制和从严控制', 'Restricted'],
  heldTo: ['申请须符合的规定', 'What an application is held to'],
  information: ['供了解的内容', 'For information'],
  informationNote: [
    '目标、鼓励方向和主管部门的工作，不直接决定某一申请是否符合规划。',
    'Aims, encouragement and the office’s own work: they do not decide whether an application conforms.',
  ],
  condition: ['须具备的条件、材料和承诺', 'Conditions, papers and promises'],
  prefer: ['鼓励和支持', 'Encouraged'],
  monitor: ['规划目标与监测', 'Targets and monitoring'],
  procedure: ['程序', 'Procedure'],
  decides: ['决定结论的规定', 'What decides'],
  notYetJudged: ['补齐事实后才能判断', 'Waiting for facts'],
  conditionRules: ['附带条件的依据', 'Behind the conditions'],
  met: ['符合的规定', 'Met'],
  source: ['原文', 'In the plan'],
  more: ['全部', 'All'],
  items: ['项', 'items'],
  nothingRead: ['没有读出此类内容。', 'Nothing of this kind was read.'],
  asRead: [
    '由程序从规划文本中读出，以规划原文为准。',
    'Read from the document by a program; the plan’s own text prevails.',
  ],
  download: ['下载原文件', 'Download the document'],
  isDraft: [
    '本规划尚未公开，只有本辖区的工作人员可见。',
    'This plan is not public: only the office of its region sees it.',
  ],
  isPublic: ['本规划已公开，所有人可见。', 'This plan is public.'],
  publish: ['公开', 'Publish'],
  withdraw: ['撤回公开', 'Take back'],
  contents: ['目录', 'Contents'],
  means: ['这里的规定', 'What is ruled here'],
  object: ['对此提意见', 'Comment on this'],
  objection: ['提意见', 'Comment or object'],
  objectionNote: [
    '任何人都可以对规划提出意见。意见交给主管部门，不在网上公开。',
    'Anybody may comment. The office receives it; it is not published.',
  ],
  aboutClause: ['针对的内容', 'About'],
  wholePlan: ['规划全文', 'The plan as a whole'],
  yourText: ['您的意见', 'Your comment'],
  contact: ['联系方式（选填）', 'How to reach you (optional)'],
  send: ['提交意见', 'Send'],
  sent: ['意见已收到，谢谢。', 'Your comment has been received. Thank you.'],
  formWrong: ['请填写后再提交：', 'Please complete the form: '],
  selfCheckTitle: ['规划符合性自查', 'Check a project against the plan'],
  selfCheckNote: [
    '自查结果由程序按规划原文推算，不是行政决定，不代替主管部门的审查意见；填写的内容不会保存。',
    'The result is computed from the plan’s text. It is no decision and does not replace the office’s opinion; nothing you enter is kept.',
  ],
  plan: ['规划', 'Plan'],
  act: ['申请类别', 'Kind of right'],
  mining: ['采矿权', 'mining right'],
  exploration: ['探矿权', 'exploration right'],
  event: ['申请事项', 'Event'],
  mineralsHint: ['多个矿种用顿号分开，如：建筑用花岗岩、建筑用砂', 'Several are parted by a comma'],
  variety: ['矿种类型（选填）', 'Variety (optional)'],
  method: ['开采方式', 'Method'],
  unknown: ['不清楚', 'not known'],
  output: ['年开采规模', 'Annual output'],
  unit: ['单位', 'Unit'],
  life: ['服务年限（年）', 'Service life (years)'],
  presentMine: ['原矿山', 'Present mine'],
  presentMineHint: [
    '扩建、变更、延续等填写采矿许可证上的矿山名称',
    'For an expansion, change or renewal: its name on the licence',
  ],
  township: ['所在乡镇', 'Township'],
  block: ['规划区块编号', 'Block'],
  blockHint: ['不在任何区块内填“无”', 'Write “none” if it lies in no block'],
  inside: ['所在规划分区', 'Zones it lies in'],
  insideHint: ['多个用顿号分开；不在任何分区内填“无”', 'Parted by commas; “none” if it lies in no zone'],
  corners: ['拐点坐标（选填）', 'Corner points (optional)'],
  cornersHint: ['可粘贴国家2000坐标系的拐点坐标，每行一点', 'CGCS2000, one point a line'],
  documents: ['已备材料', 'Documents at hand'],
  listHint: ['每行一项', 'one a line'],
  undertakings: ['可作承诺', 'Undertakings'],
  check: ['开始自查', 'Check'],
  result: ['自查结果', 'Result'],
  missing: ['还需要知道', 'Still to be known'],
  conditions: ['需要落实的条件', 'Conditions'],
  wouldFit: ['怎样才符合', 'What would make it fit'],
  computed: ['计算', 'Computed'],
  wentWrong: ['服务器内部出错', 'The server failed'],
  footer: ['数据与规则出自公开的矿产资源总体规划。', 'Data and rules come from the published mineral resources plans.'],
} as const satisfies Record<string, Both>

export type Word = keyof typeof words

/** A speaker of one language: the words of the catalogue. */
export const speaker = (lang: Lang) => {
  const which = lang === 'zh' ? 0 : 1
  return (word: Word): string => words[word][which]
}

export type Say = ReturnType<typeof speaker>

const named =
  (names: Readonly<Record<string, Both>>) =>
  (lang: Lang, name: string | undefined): string =>
    name === undefined ? '' : (names[name]?.[lang === 'zh' ? 0 : 1] ?? name)

export const verdictName = named({
  'does-not-conform': ['不符合规划', 'does not conform'],
  incomplete: ['事实不全，尚无结论', 'incomplete: facts are lacking'],
  'needs-a-person': ['须由审查人员判断', 'needs a person to judge'],
  'needs-reasons': ['须说明理由', 'needs reasons'],
  'conforms-with-conditions': ['附条件符合规划', 'conforms with conditions'],
  conforms: ['符合规划', 'conforms'],
  'not-required': ['不需要规划审查', 'needs no plan review'],
})

export const findingName = named({
  fail: ['不符合', 'fails'],
  unknown: ['缺少事实', 'unknown'],
  'needs-a-person': ['须人工判断', 'needs a person'],
  'needs-reasons': ['须说明理由', 'needs reasons'],
  condition: ['附条件', 'condition'],
  pass: ['符合', 'passes'],
  preferred: ['优先支持', 'preferred'],
  'not-applicable': ['不适用', 'not applicable'],
})

export const eventName = named({
  new: ['新立', 'new'],
  expansion: ['扩大矿区范围', 'expansion'],
  'capacity-upgrade': ['扩大生产规模', 'capacity upgrade'],
  change: ['变更', 'change'],
  renewal: ['延续', 'renewal'],
  transfer: ['转让', 'transfer'],
  rename: ['更名', 'rename'],
  conversion: ['探矿权转采矿权', 'conversion'],
  closure: ['闭坑', 'closure'],
})

export const methodName = named({
  'open-pit': ['露天开采', 'open pit'],
  underground: ['地下开采', 'underground'],
  well: ['凿井（扩泉）', 'well'],
})

export const scaleName = named({ large: ['大型', 'large'], medium: ['中型', 'medium'], small: ['小型', 'small'] })

export const zoneName = named({
  'key-exploration': ['重点勘查区', 'key exploration'],
  'key-mining': ['重点开采区', 'key mining'],
  'concentrated-mining': ['集中开采区', 'concentrated mining'],
  industrial: ['产业重点发展区', 'industrial development'],
  restoration: ['重点修复区', 'restoration'],
  restricted: ['限制区', 'restricted'],
  forbidden: ['禁止区', 'forbidden'],
  allowed: ['允许区', 'allowed'],
  reserved: ['备选（储备）区', 'reserved'],
  'strategic-protection': ['战略性矿产保护区', 'strategic mineral protection'],
  'national-planned': ['国家规划矿区', 'national planned mining area'],
})

export const levelName = named({
  nation: ['全国', 'national'],
  province: ['省级', 'province'],
  city: ['市级', 'city'],
  county: ['县级', 'county'],
})
