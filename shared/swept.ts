import { z } from 'zod'
import { accountSchema } from './account.ts'
import { foundSchema } from './receipt.ts'

/** What a sweep of Regions found. */
export const sweptSchema = z.strictObject({
  account: accountSchema,
  regions: z.array(z.string()),
  found: z.array(foundSchema),
  /** Regions that could not be asked, and why. */
  unknown: z.array(z.strictObject({ region: z.string(), reason: z.string() })),
})

export type Swept = z.infer<typeof sweptSchema>
