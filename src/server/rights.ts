/** Who may do what where. */
import type { FastifyRequest } from 'fastify'
import type { PlanEntry } from '#store/plans.ts'
import { coversRegion } from '#store/regions.ts'
import type { Role, User } from '#store/users.ts'
import { HttpFault } from './fault.ts'

/** The whole country: the scope of an administrator, and where a plan is kept whose region nobody knows. */
export const wholeCountry = '000000'

/** The person who asks. Throws 401 for a stranger, 403 for one without any of the roles. */
export const requireUser = (request: FastifyRequest, ...roles: readonly Role[]): User => {
  const { user } = request
  if (!user) throw new HttpFault(401, 'not-signed-in', '请先登录', 'Please sign in first')
  if (roles.length > 0 && !roles.some((role) => user.roles.includes(role)))
    throw new HttpFault(403, 'no-right', '没有办理此事的权限', 'You have no right to do this')
  return user
}

/** Throws 403 where the region lies outside what the person may see and change. */
export const requireRegion = (user: User, region: string): void => {
  if (!coversRegion(user.region, region))
    throw new HttpFault(403, 'other-region', '不在您的管辖区域内', 'This lies outside your region')
}

/**
 * Whether a person works there and sees what the office keeps to itself: of the own region, of those below, and of those
 * it lies in. Everybody else is an outsider, with an account or without.
 */
export const isInside = (user: User | null, region: string): boolean =>
  user !== null && (coversRegion(user.region, region) || coversRegion(region, user.region))

/** A plan that is not published is seen by those only whose region it lies in. */
export const mayRead = ({ user }: FastifyRequest, plan: Pick<PlanEntry, 'region' | 'published'>): boolean =>
  plan.published !== null || (user !== null && coversRegion(user.region, plan.region))
