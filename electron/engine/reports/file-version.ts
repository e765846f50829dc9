import { z } from 'zod'
import { appVersion } from '../../platform/version.ts'

/** The version of a run's JSON that is written; `run-json.ts` says what each version has added. */
export const fileVersion = 4

/** Which Sluice has written a file: in files from version 4 on. */
export const writerSchema = z.strictObject({
  name: z.literal('Sluice'),
  version: z
    .string()
    .max(40)
    .regex(/^\d+\.\d+\.\d+[\w.+-]*$/),
})
export type Writer = z.infer<typeof writerSchema>

export const thisWriter: Writer = { name: 'Sluice', version: appVersion }
