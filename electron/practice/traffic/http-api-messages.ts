import type { Invoked } from './invoke-by-message.ts'
import type { Throttle } from './token-bucket.ts'

/** What the worker of an HTTP API is told once. */
export interface HttpApiSettings {
  apiId: string
  accountId: string
  partition: string
  region: string
  domainName: string
  addressBookFile: string
  tls: { key: string; cert: string }
}

/** What the route `$default` of an HTTP API does with a request. */
export type HttpIntegration =
  | { type: 'AWS_PROXY'; functionArn: string; payload: '1.0' | '2.0'; timeoutMs: number }
  | { type: 'HTTP_PROXY'; httpMethod: string; target: HttpTarget; timeoutMs: number }

/** A public host, or a load balancer that a VPC link leads to. */
export interface HttpTarget {
  kind: 'public' | 'private'
  /** Where the name is looked up: `internet`, or the id of the VPC. */
  network: string
  host: string
  port: number
  /** Whether the security groups let the link reach the load balancer. */
  reachable: boolean
}

/** The stage `$default`, which serves what the API is at the moment. */
export interface HttpStage {
  /** Null without a route: 404. */
  integration: HttpIntegration | null
  variables: Record<string, string> | null
  throttle: Throttle | null
  /** For how long it is not there yet, from when this is sent. */
  readyAfterMs: number
}

export type ToHttpApi = { kind: 'stage'; stage: HttpStage | null } | Invoked
