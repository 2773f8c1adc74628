/** How strongly a sentence speaks, from its own words. */
import type { Force } from '#rules/rule.ts'

const must =
  /严禁|禁止|不得|不允许|不准|不再(?:新(?:[建立设办批]|开办?)|批准|审批|受理)|停止(?:新(?:[建立设办批]|开办?)|审批)|一律|必须|务必|须|应当|应(?!用|急|对|力)|不能|不应|严格执行|严格落实|不低于|不少于|不小于|不超过|不突破|不高于|不大于/
const inPrinciple = /原则上|一般(?:不|应|要|须|达到|为|控制|按|以|情况)/
const target =
  /力争|争取|努力|预期|目标|计划|达到|提高到|提升到|增加到|减少到|降至|降低到|控制在|控制到|保持在|稳定在|压减[到至]/
const guidance =
  /优先|鼓励|支持|重点|引导|提倡|倡导|积极|推进|推动|促进|适度|合理|有序|加强|加大|加快|培育|成为.{0,8}增长点/

/**
 * The force of a clause. A principle softens even a must ("原则上不得…"); a hard word outweighs a target or an
 * encouragement beside it; what carries no word of force at all is guidance.
 */
export const forceOf = (text: string): Force => {
  if (inPrinciple.test(text)) return 'in-principle'
  if (/力争|争取|努力/.test(text)) return 'target'
  if (must.test(text)) return 'must'
  if (target.test(text)) return 'target'
  if (guidance.test(text)) return 'guidance'
  return 'guidance'
}

/** True where the sentence closes a door for what comes ("不再新建…以下", "禁止新建…", "停止审批…"). */
export const bans = (text: string): boolean =>
  /严禁|禁止|不得(?!低于|少于|小于|超过|高于|大于|突破)|不再|不予|停止|不允许|不准|不批|杜绝/.test(text)
