import { z } from 'zod'

/** What goes on in a trial; the diagnosis follows one with errors, to count its status codes. */
export const trialPartSchema = z.enum(['lead-in', 'measured', 'diagnosis'])

export const liveTrialSchema = z.strictObject({
  order: z.int(),
  part: trialPartSchema,
  startedAtMs: z.number(),
  /** Requests sent per second, full seconds only. */
  samples: z.array(z.strictObject({ offsetMs: z.number(), requests: z.int() })),
})

export type LiveTrial = z.infer<typeof liveTrialSchema>
