import type { Route } from './routes.ts'
import type { Throttle } from './token-bucket.ts'
import type { InvokeOutcome } from '../lambda/outcome.ts'

/** What the worker of a REST API is told once. */
export interface RestApiSettings {
  apiId: string
  accountId: string
  partition: string
  region: string
  domainName: string
  binaryMediaTypes: string[]
  addressBookFile: string
  tls: { key: string; cert: string }
}

/** A stage: the snapshot of its deployment, and how fast it may be called. */
export interface StageSettings {
  deploymentId: string
  routes: Route[]
  variables: Record<string, string> | null
  /** Of every method of the stage; the account's own limit stands above it. */
  throttle: Throttle | null
  /** For how long it answers 403, from when this is sent. */
  readyAfterMs: number
}

export type ToRestApi =
  | { kind: 'stage'; name: string; settings: StageSettings }
  | { kind: 'stage-removed'; name: string }
  | { kind: 'invoked'; id: number; outcome: InvokeOutcome }

/** A Lambda invocation that the worker asks of the account's main thread. */
export interface InvokeWanted {
  kind: 'invoke'
  id: number
  functionArn: string
  /** The method that asks, as the function's permission names it. */
  sourceArn: string
  /** JSON. */
  event: string
}
