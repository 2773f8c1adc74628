/** Ant Design's own words. Its type files speak CommonJS where its es folder is ESM, hence the casts. */

import en from 'antd/es/locale/en_US.js'
import type { Locale } from 'antd/es/locale/index.js'
import zh from 'antd/es/locale/zh_CN.js'

export const zhCN = zh as unknown as Locale
export const enUS = en as unknown as Locale
