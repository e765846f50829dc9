import { z } from 'zod'

/** One answer about an account, a machine or a data folder, found before the start. */
export const checkSchema = z.strictObject({
  name: z.string(),
  /** `unknown`: it could not be asked, and `finding` says why; that stops nothing. */
  outcome: z.enum(['ok', 'warning', 'failed', 'unknown']),
  finding: z.string(),
  remedy: z.string().nullable(),
  /** A warning that the person must confirm, by its name, before the start. */
  toConfirm: z.literal(true).optional(),
})

export type Check = z.infer<typeof checkSchema>
