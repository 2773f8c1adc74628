const zh = `矿规 kuanggui —— 从规划文本到审查意见

用法：npm run --silent kuanggui -- 动词 …

  compile FILE [--json]          规划文本 → 章节、表、事实、规则，每条附原文及位置
  check FILE [--upper 上级规划] [--json] [--docx OUT] [--xlsx OUT]
                                 核对规划中的合计、比例、数量、名称、编号与前后矛盾；与上级规划是否一致
  review APPLICATION.json --plan FILE [--plan 上级规划] [--ledger FILE] [--layers DIR] [--json] [--docx OUT]
                                 申请对照规划 → 每一行都引用条文的审查意见
  batch RIGHTS.(xlsx|json) --plan FILE [--plan 上级规划] [--ledger FILE] [--layers DIR] [--json] [--xlsx OUT]
                                 一批矿业权逐个对照规划 → 每个一行：结论、决定性条款；谁会不符合（新规划草案）
  serve                          启动网站与工作台（PORT、HOST、KUANGGUI_DATA）

  --json     机器可读，写到标准输出    --lang en   英文说明    -h, --help  本帮助
规划文本可以是 .docx .pdf .html .txt；.doc .wps .rtf 须安装 LibreOffice
退出码：0 完成（有问题也是 0），2 参数或输入不可用，1 程序自身的错误
`

const en = `kuanggui — from a mineral resources plan to an opinion

usage: npm run --silent kuanggui -- VERB …

  compile FILE [--json]          document → outline, tables, facts and rules, each with its sentence and place
  check FILE [--upper UPPER] [--json] [--docx OUT] [--xlsx OUT]
                                 sums, shares, counts, names, numbering and contradictions of a plan;
                                 with --upper also what departs from the plan above it
  review APPLICATION.json --plan FILE [--plan UPPER] [--ledger FILE] [--layers DIR] [--json] [--docx OUT]
                                 an application against the plan → an opinion, every line citing its clause
  batch RIGHTS.(xlsx|json) --plan FILE [--plan UPPER] [--ledger FILE] [--layers DIR] [--json] [--xlsx OUT]
                                 each right of a list against the plan → its verdict and the clauses that decide;
                                 existing rights against a draft: who would fall out
  serve                          the web site and the workbench (PORT, HOST, KUANGGUI_DATA)

  --json     for machines, on standard output    --lang en   messages in English    -h, --help  this help
a plan is .docx, .pdf, .html or .txt; .doc, .wps and .rtf need LibreOffice installed
exit status: 0 done (also with findings), 2 unusable arguments or input, 1 our own fault
`

export const help = (lang: 'zh' | 'en'): string => (lang === 'en' ? en : zh)
