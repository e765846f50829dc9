import { z } from 'zod'
import { errorDataSchema, type ErrorData } from './errors.ts'

/** What every command answers; nothing is ever thrown across a boundary. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorData }

export const answerSchema = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: errorDataSchema }),
])
