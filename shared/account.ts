import { z } from 'zod'

/** Where stacks go. */
export const accountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('practice') }),
  /** A profile of the person's AWS files, with whatever it leads to: keys, SSO, roles, MFA, a process. */
  z.strictObject({ kind: z.literal('profile'), profile: z.string().min(1) }),
  /** The credentials of the environment: keys, or a web identity. */
  z.strictObject({ kind: z.literal('environment') }),
])

/**
 * Measured elsewhere, by another load tool whose files were imported. What those files do not say, or do not
 * agree on, is null.
 */
export const elsewhereSchema = z.strictObject({
  kind: z.literal('elsewhere'),
  /** The load tool; several where the files are of several, such as `hey and oha`. */
  tool: z.string(),
  threads: z.int().positive().nullable(),
  connections: z.int().positive().nullable(),
  durationSec: z.number().positive().nullable(),
  /** In what the files contradict each other. */
  differs: z.array(z.enum(['tool', 'threads', 'connections', 'duration', 'address'])),
})

/** Where a run was measured: in an account, by somebody else who published the results, or elsewhere. */
export const measuredInSchema = z.discriminatedUnion('kind', [
  ...accountSchema.options,
  z.strictObject({ kind: z.literal('published') }),
  elsewhereSchema,
])

/**
 * What the person's settings say about calls, besides the endpoint and the Region. The last three are not
 * followed: they are shown so that nobody relies on them.
 */
const callSettingSchema = z.strictObject({
  kind: z.enum([
    'fips',
    'dual-stack',
    'ca-bundle',
    'proxy',
    'service-endpoint',
    'auth-scheme',
    'endpoint-login',
  ]),
  /** Without a user and a password. */
  value: z.string(),
  /** What says so, such as `AWS_CA_BUNDLE` or `ca_bundle of the profile`. */
  from: z.string(),
})

/** Who calls are made as, and where they go: what a person confirms before anything is created. */
export const identitySchema = z.strictObject({
  accountId: z.string(),
  /** The account's alias; null where it has none, or may not be asked for it. */
  alias: z.string().nullable(),
  arn: z.string(),
  region: z.string(),
  /** Where calls go instead of to AWS; null when they go to AWS. */
  endpoint: z.string().nullable(),
  /** What says so, such as `AWS_ENDPOINT_URL`; null when they go to AWS. */
  endpointFrom: z.string().nullable(),
  /** When the credentials end, epoch milliseconds; null when they do not say. */
  expiresAtMs: z.number().nullable(),
  /** Where the credentials really came from, in words; null for the practice account. */
  source: z.string().nullable(),
  settings: z.array(callSettingSchema),
})

export type Account = z.infer<typeof accountSchema>
export type Elsewhere = z.infer<typeof elsewhereSchema>
export type MeasuredIn = z.infer<typeof measuredInSchema>
export type CallSetting = z.infer<typeof callSettingSchema>
export type Identity = z.infer<typeof identitySchema>
