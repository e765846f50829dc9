import { z } from 'zod'
import { accountSchema } from './account.ts'

const about = {
  id: z.string(),
  account: accountSchema,
  /** The deployment whose work waits for the answer; null when a person is only looking at the account. */
  deploymentId: z.string().nullable(),
}

/**
 * What the engine needs from a person before it can continue. Work waits for the answer, then continues.
 */
export const promptSchema = z.discriminatedUnion('kind', [
  /** The code of an MFA device. */
  z.strictObject({ ...about, kind: z.literal('mfa'), serial: z.string() }),
  /** A sign-in in the browser, by the device flow. It closes once the person has signed in. */
  z.strictObject({
    ...about,
    kind: z.literal('sso'),
    session: z.string(),
    url: z.string(),
    code: z.string(),
    expiresAtMs: z.number(),
  }),
  /** Credentials that only the person can renew, such as keys in a file or in the environment. */
  z.strictObject({ ...about, kind: z.literal('renew'), reason: z.string(), remedy: z.string() }),
  /**
   * A program of the person's that is still running, which may be asking in a window of its own. It closes
   * once the program has ended, at the latest after `limitMs`; `cancel` ends it.
   */
  z.strictObject({ ...about, kind: z.literal('process'), limitMs: z.number() }),
])

/** `code` for MFA; `again` once credentials were renewed; `cancel` gives up what waits. */
export const promptAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('code'),
    id: z.string(),
    code: z.string().regex(/^\d{6}$/, 'must be the six digits that the device shows'),
  }),
  z.strictObject({ kind: z.literal('again'), id: z.string() }),
  z.strictObject({ kind: z.literal('cancel'), id: z.string() }),
])

export type Prompt = z.infer<typeof promptSchema>
export type PromptAnswer = z.infer<typeof promptAnswerSchema>
