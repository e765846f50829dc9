/**
 * The interfaces inside the practice account: what a resource type, a service and a machine may use of the
 * account. Their implementations meet in `account.ts` only.
 */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import type { Faults } from './faults.ts'
import type { Pace } from './pace.ts'

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
export type JsonObject = { [name: string]: Json }

/** A resource that exists (or is being made or removed) in some stack. */
export interface ResourceRecord {
  stackId: string
  region: string
  logicalId: string
  type: string
  physicalId: string
  properties: JsonObject
  /** What Fn::GetAtt answers, and what the type keeps across a restart (names that start with `_`). */
  attributes: JsonObject
  /** Tags of the stack and of the resource, as AWS would show them. */
  tags: Record<string, string>
}

/**
 * Documents kept on disk, one JSON file each, written before the call returns. Keys look like `stack/abc`.
 */
export interface Documents {
  get(key: string): unknown
  put(key: string, value: unknown): void
  remove(key: string): void
  keys(prefix: string): string[]
}

/**
 * Names and addresses that templates evaluate to (`10.0.1.23`, `abc.execute-api.us-west-2.amazonaws.com`),
 * and the loopback port where each really listens. Kept as a text file too (`network host port loopbackPort`
 * a line), which shell wrappers and worker threads read. A network is the id of a VPC, or `internet` for
 * names that are public.
 */
export interface AddressBook {
  readonly file: string
  publish(network: string, host: string, port: number, loopbackPort: number): void
  withdraw(network: string, host: string, port: number): void
  /** What a connection from a network reaches: addresses of its own, and public names. */
  lookup(from: string, host: string, port: number): number | undefined
  /** The addresses of one network that something listens on. */
  listenersIn(network: string): { host: string; port: number }[]
}

/** Standard input, output and error are named one by one. */
type ChildOptions = Pick<SpawnOptions, 'cwd' | 'env'> & {
  stdio: ['ignore', 'ignore' | 'pipe', 'ignore' | 'pipe']
}

/** Native processes of the account. Each ends with the account, even if that is killed. */
export interface Children {
  spawn(command: string, args: readonly string[], options: ChildOptions): ChildProcess
  /**
   * Every process started with this environment is ended when the account dies, also those that left their
   * process group.
   */
  readonly environment: Readonly<Record<string, string>>
}

/** What the account offers to its resource types, services and machines. */
export interface World {
  readonly accountId: string
  readonly partition: string
  /** The account's own folder; nothing is written outside it. */
  readonly folder: string
  readonly documents: Documents
  readonly addresses: AddressBook
  readonly children: Children
  readonly pace: Pace
  /** The faults switched on at this moment (`faults.json` in the account's folder). */
  faults(): Faults
  /** The policies that the account's user carries at this moment, under the faults. */
  userPolicies(): readonly Json[]
  /** A managed policy that an administrator has made, by its ARN. */
  managedPolicy(arn: string): Json | undefined
  /** The ARNs of those. */
  managedPolicies(): string[]
  /** All live resources of all stacks, or those of one type. */
  resources(type?: string): ResourceRecord[]
  /**
   * One live resource by its physical id: the id or ARN that `Ref` gives. Where that is a name, the type goes
   * with it: a load balancer and a certificate may have the same.
   */
  resource(physicalId: string, type?: string): ResourceRecord | undefined
  /** Signals a wait condition handle: called by a machine that has booted. Unknown URLs are ignored. */
  signal(
    handleUrl: string,
    signal: { status: 'SUCCESS' | 'FAILURE'; uniqueId: string; data: string; reason: string },
  ): void
  log(level: 'info' | 'warn' | 'error', message: string, details?: JsonObject): void
}

export interface ResourceContext {
  readonly world: World
  readonly region: string
  readonly stackId: string
  readonly stackName: string
  readonly logicalId: string
  readonly tags: Record<string, string>
  /** Whether a deletion ends once it is under way, without waiting for what AWS removes later. */
  readonly express: boolean
  /** Aborted when the stack operation is cancelled. */
  readonly signal: AbortSignal
}

export interface CreatedResource {
  /** What `Ref` gives. */
  physicalId: string
  attributes: JsonObject
}

/**
 * One CloudFormation resource type as the practice account makes it. Throw `ResourceError` to fail with a
 * reason.
 */
export interface ResourceType {
  type: string
  /**
   * Every property that is understood, and whether it must be there. A property that is not listed fails
   * the stack.
   */
  properties: Record<string, 'required' | 'optional'>
  create(properties: JsonObject, context: ResourceContext): Promise<CreatedResource>
  delete(record: ResourceRecord, context: ResourceContext): Promise<void>
  /**
   * After a restart of the account: starts what does not survive one (processes, listeners). Throws nothing.
   */
  resume?(record: ResourceRecord, context: ResourceContext): Promise<void>
}

/**
 * Fails a resource with the reason that its event shows, e.g. `The CIDR '10.0.0.0/24' conflicts with
 * another subnet`.
 */
export class ResourceError extends Error {
  override readonly name = 'ResourceError'
}

/** An error of a service: its code, message and HTTP status. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly code: string
  readonly status: number
  /** The body of a REST-JSON error, instead of `message`. */
  readonly members: JsonObject | undefined
  constructor(code: string, message: string, status = 400, members?: JsonObject) {
    super(message)
    this.code = code
    this.status = status
    this.members = members
  }
}

export interface Call {
  region: string
  requestId: string
  /** Who calls (`iam/callers.ts`); undefined for the account itself, such as a schedule that is due. */
  callerId?: string
}

/** Input as the protocol parsed it (lists as arrays); output in the names of the wire, lists as arrays. */
export type Operation = (input: JsonObject, call: Call) => Promise<JsonObject> | JsonObject

/** One AWS service: its signing name, its protocol, and the operations that it answers. */
export interface Service {
  name: string
  protocol: 'query' | 'ec2' | 'json-1.1' | 'rest-json'
  /**
   * API version: the XML namespace of the Query protocols, or the target prefix of the JSON ones
   * (`AmazonSSM`).
   */
  version: string
  operations: Record<string, Operation>
  /**
   * REST-JSON only: method and path → operation, with `{name}` for the path's parameters; and headers that
   * are members of its input.
   */
  routes?: { method: string; path: string; operation: string; headers?: Record<string, string> }[]
  /**
   * Operations that are called before there are credentials, so without a signature. What they return must be
   * protected in another way.
   */
  unsigned?: readonly string[]
}
