import { z } from 'zod'

/** An IAM policy to read, or to create. */
export const printedPolicySchema = z.strictObject({
  /**
   * `credentials`, of which there may be several, each as long as IAM allows; `RoleBoundary`; or the role's
   * name in the guard template.
   */
  of: z.string(),
  title: z.string(),
  who: z.string(),
  /** The name to create it under in IAM; null for a role that the guard stack creates. */
  policyName: z.string().nullable(),
  json: z.string(),
})
