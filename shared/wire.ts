import { z } from 'zod'
import { errorCodes, type ErrorData } from './errors.ts'

const errorDataSchema: z.ZodType<ErrorData> = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
})

/** What every command answers; nothing is ever thrown across a boundary. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorData }

export const answerSchema = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: errorDataSchema }),
])
