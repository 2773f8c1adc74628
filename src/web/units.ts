/** Units as applications and returns are written in: they are values, the same in every language of the screen. */
export const reserveUnits = ['万吨', '万立方米', '亿吨', '吨', '千克'] as const
export const outputUnits = ['万吨/年', '万立方米/年', '吨/日', '立方米/日', '吨/年', '千克/年'] as const
export const returnUnits = ['万吨', '万立方米', '吨', '千克'] as const
export const areaUnits = ['平方千米', '公顷', '亩', '平方米'] as const
export const heightUnits = ['米'] as const
export const lifeUnits = ['年'] as const
