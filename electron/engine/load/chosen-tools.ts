import type { LoadTool } from './load-tool.ts'
import { nginxOrigin } from './nginx-origin.ts'
import type { OriginKind } from './origin.ts'
import { wrk } from './wrk/wrk.ts'

/** What Sluice measures with, and what it measures: the one place that chooses them. */
export const chosenTools: { loadTool: LoadTool; origin: OriginKind } = { loadTool: wrk, origin: nginxOrigin }
