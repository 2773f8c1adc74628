import { createContext, useContext } from 'react'
import type { User } from './wire.ts'

/** Who is signed in; every screen of the workbench is inside it. */
export const UserContext = createContext<User>({ name: '', displayName: '', roles: [], region: null })

export const useUser = (): User => useContext(UserContext)

/** May let everybody read a plan of the region, or take it back. */
export const mayPublish = (user: User, region: string): boolean =>
  user.roles.some((role) => role === 'planner' || role === 'supervisor') &&
  region.startsWith((user.region ?? '').replace(/(?:00)+$/, ''))

/** May bring layers of the map in. */
export const mayBringLayers = (user: User): boolean => user.roles.some((role) => role === 'planner' || role === 'admin')

/** May bring plans in and decide on what was read from them. */
export const mayPlan = (user: User): boolean => user.roles.includes('planner')
