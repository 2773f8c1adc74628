/** Which level's plan set a thing out. */
import type { Fact } from '#plan/plan.ts'

/** Whose area it is: 部/国家, 省级, 市级, 县级, 上级, 本级. */
export const levelOf = (text: string): Fact['planLevel'] | null =>
  /国家|部级|全国/.test(text)
    ? 'nation'
    : /省|自治区/.test(text)
      ? 'province'
      : /市级|市规划|地级|^市$|州级/.test(text)
        ? 'city'
        : /上级/.test(text)
          ? 'upper'
          : /本级|县级|县规划|^县$|旗级|区级/.test(text)
            ? 'own'
            : null
