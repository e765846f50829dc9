import { z } from 'zod'

/** One thing that happened to a deployment or a run, as told to a person. Append-only; `seq` grows. */
export const activitySchema = z.strictObject({
  seq: z.int(),
  atMs: z.number(),
  deploymentId: z.string(),
  runId: z.string().nullable(),
  /** `detail`: one of many small steps, such as a resource of a stack. */
  level: z.enum(['detail', 'info', 'warning', 'error']),
  message: z.string(),
})

export type Activity = z.infer<typeof activitySchema>
export type ActivityDraft = Pick<Activity, 'level' | 'message'> & { runId?: string }
