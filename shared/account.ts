import { z } from 'zod'

/** Where stacks go. */
export const accountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('practice') }),
  z.strictObject({ kind: z.literal('profile'), profile: z.string().min(1) }),
])

export type Account = z.infer<typeof accountSchema>
