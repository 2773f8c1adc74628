// Placeholder until the divisions data arrives; its author replaces this file.
import type { Region } from '#plan/plan.ts'

export const findRegion = (_name: string): Region | null => null
