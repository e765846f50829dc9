import { z } from 'zod'

/** One thing that happened to a deployment or a run, as told to a person. Append-only; `seq` grows. */
export const activitySchema = z.strictObject({
  seq: z.int(),
  atMs: z.number(),
  deploymentId: z.string(),
  runId: z.string().nullable(),
  level: z.enum(['info', 'warning', 'error']),
  message: z.string(),
})

export type Activity = z.infer<typeof activitySchema>
export type ActivityDraft = Pick<Activity, 'level' | 'message'> & { runId?: string }
