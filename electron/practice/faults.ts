import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'

/**
 * The faults that can be switched on, for tests and for learning: a JSON file in the account's folder, read
 * again when it changes. A resource is named by its logical id or its type.
 */
export const faultsSchema = z.strictObject({
  /** Share of calls (0-1) that are answered with the service's throttling error. */
  throttle: z.number().min(0).max(1).default(0),
  /** Every new session (of STS, and of roles by SSO) expires after this time, not after the one requested. */
  sessionSeconds: z.number().positive().optional(),
  /**
   * Every new token of IAM Identity Center stops working after this time, as when an administrator ends a
   * session. It still claims to last eight hours: the SDK treats a token with less than five minutes as
   * expired.
   */
  ssoSeconds: z.number().positive().optional(),
  /** Every new code for the sign-in page expires after this time, instead of ten minutes. */
  signInCodeSeconds: z.number().positive().optional(),
  /** Periods in which every call is throttled: `forMs` out of every `everyMs`. */
  throttleBursts: z.strictObject({ everyMs: z.number().positive(), forMs: z.number().positive() }).optional(),
  /**
   * Share of calls (0-1) that are answered with an error of the service, half of them after they have taken
   * effect.
   */
  serverErrors: z.number().min(0).max(1).default(0),
  /** These resources end in CREATE_FAILED. */
  createFailed: z.array(z.string()).default([]),
  /** These resources end in DELETE_FAILED, this many times each. */
  deleteFailed: z
    .array(z.strictObject({ resource: z.string(), times: z.int().min(1).default(1) }))
    .default([]),
  /** Every SSM command waits this much longer before it starts, in milliseconds. */
  slowSsmMs: z.number().min(0).default(0),
  /** Instances (logical ids) whose SSM agent no longer answers. */
  lostInstances: z.array(z.string()).default([]),
  /** The account's Lambda concurrency; AWS gives 1,000, new accounts often 10. */
  lambdaConcurrency: z.int().min(1).default(1000),
  /** Share of invocations (0-1) in which the function throws instead of answering. */
  functionErrors: z.number().min(0).max(1).default(0),
  /** Instead of the usual pace: how long a function's network interfaces stay, in milliseconds. */
  interfaceLingerMs: z.number().min(0).optional(),
  /** Instead of the usual pace: how long no service can assume a new role, in milliseconds. */
  roleReadyMs: z.number().min(0).optional(),
  /** Instead of the usual pace: how long until what a function logs can be read, in milliseconds. */
  logDeliveryMs: z.number().min(0).optional(),
  /** The Region does not support EXPRESS deletion, like some Regions of AWS. */
  noExpressMode: z.boolean().default(false),
  /** Added to every answer of the origin, in milliseconds: a latency-bound origin. */
  originDelayMs: z.number().min(0).default(0),
  /**
   * IAM actions that are taken from the policies of the account's user, such as
   * `iam:SimulatePrincipalPolicy`. One with a `*` in it is an explicit deny.
   */
  denied: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z*]+$/)).default([]),
  /**
   * Statements that are missing from the policies of a role of a template, such as `StackRole/RemoveOwn`: its
   * logical id and the statement's Sid. `User/…` are those of the account's user.
   */
  missingStatements: z.array(z.string().regex(/^[A-Za-z0-9]+\/[A-Za-z0-9]+$/)).default([]),
  /** Resources of other owners in every Region: APIs, load balancers and so on, without a tag of Sluice's. */
  foreign: z
    .strictObject({
      restApis: z.int().min(0).default(0),
      httpApis: z.int().min(0).default(0),
      webSocketApis: z.int().min(0).default(0),
      functions: z.int().min(0).default(0),
      vpcs: z.int().min(0).default(0),
      vpcLinks: z.int().min(0).default(0),
      applicationLoadBalancers: z.int().min(0).default(0),
    })
    .prefault({}),
  /**
   * GuardDuty's automated agent watches the account: it makes an endpoint, network interfaces and a security
   * group in every VPC that has an instance, and leaves them there.
   */
  foreignInterface: z.boolean().default(false),
  /**
   * The SSM agent of a new instance has given up before its role was there, and registers only when it is
   * started again.
   */
  agentSleeps: z.boolean().default(false),
  /** VPC Block Public Access is on in every Region, in this mode. */
  blockPublicAccess: z.enum(['block-bidirectional', 'block-ingress']).optional(),
  /**
   * Rules about volumes: `customer-key` encrypts them by default with a key of the account's that the stack
   * role may not use; `demanded` refuses volumes that are not encrypted.
   */
  volumeEncryption: z.enum(['customer-key', 'demanded']).optional(),
  /** The ARN of a policy that an organisation demands as the permissions boundary of every new role. */
  roleBoundary: z.string().startsWith('arn:').optional(),
  /** A configuration recorder of AWS Config records every change in every Region. */
  configRecorder: z.boolean().default(false),
  /** Zones (names) in which API Gateway makes no VPC links, as on AWS some zone of a Region is. */
  zonesWithoutVpcLinks: z.array(z.string()).default([]),
  /** How long the network interfaces of a VPC link stay after it is gone, in milliseconds. */
  vpcLinkLingerMs: z.number().min(0).optional(),
  /** How far the account's clock is ahead of this machine's, in milliseconds. */
  clockSkewMs: z.number().default(0),
  /** Quotas that differ from AWS's usual ones: quota code → value. */
  quotas: z.record(z.string(), z.number().min(0)).default({}),
})

export type Faults = z.infer<typeof faultsSchema>

export interface FaultsFile {
  /** The faults of now. A missing file means none; while the file is invalid, those before. */
  current(): Faults
  /** What is wrong with the file, naming it; undefined when nothing is. */
  problem(): string | undefined
}

/** Reads `faults.json`, again when it has changed. */
export function openFaults(file: string): FaultsFile {
  let seen: number | undefined
  let faults = faultsSchema.parse({})
  let problem: string | undefined
  const read = (): void => {
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (changed === seen) return
    seen = changed
    try {
      faults = faultsSchema.parse(changed === undefined ? {} : JSON.parse(readFileSync(file, 'utf8')))
      problem = undefined
    } catch (thrown) {
      const reason = thrown instanceof z.ZodError ? z.prettifyError(thrown) : String(thrown)
      problem = `${file} cannot be read: ${reason}`
    }
  }
  return {
    current() {
      read()
      return faults
    },
    problem() {
      read()
      return problem
    },
  }
}
