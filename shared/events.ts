import { z } from 'zod'
import { activitySchema } from './activity.ts'
import { settingsSchema } from './settings.ts'
import { deploymentSchema, stackStepSchema } from './deployment.ts'
import { trialPartSchema } from './live-trial.ts'
import { promptSchema } from './prompt.ts'
import { keptRequirementsSchema } from './requirements.ts'
import { runSchema, trialSchema } from './run.ts'
import { storageProblems } from './storage-problem.ts'
import { sweptSchema } from './swept.ts'

/** Announcements. Each is a hint: what it says is already in the store. */
const events = {
  'deployment.changed': deploymentSchema,
  'deployment.discarded': z.strictObject({ id: z.string() }),
  'stack.progressed': stackStepSchema,
  'activity.appended': activitySchema,
  'settings.changed': settingsSchema,
  'requirements.changed': keptRequirementsSchema,
  'prompt.opened': promptSchema,
  'prompt.closed': z.strictObject({ id: z.string() }),
  'sweep.finished': sweptSchema,
  /** Both null when the database can be used again. */
  'storeHealth.changed': z.strictObject({
    message: z.string().nullable(),
    problem: z.enum(storageProblems).nullable(),
  }),
  'run.changed': runSchema,
  'trial.finished': trialSchema,
  /** Requests sent in one second of the trial that runs now. */
  'sample.taken': z.strictObject({
    runId: z.string(),
    order: z.int(),
    offsetMs: z.number(),
    requests: z.int(),
  }),
  /** Which trial runs now, and in which part of it. */
  'trial.started': z.strictObject({
    runId: z.string(),
    order: z.int(),
    part: trialPartSchema,
  }),
} as const

export type EventName = keyof typeof events
export type EventData<N extends EventName> = z.output<(typeof events)[N]>
export type AnyEvent = { [N in EventName]: { name: N; data: EventData<N> } }[EventName]
