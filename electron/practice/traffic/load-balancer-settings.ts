import type { TlsVersion } from './application-load-balancer-settings.ts'

/** What the worker of a classic load balancer is told. */
export interface LoadBalancerSettings {
  addressBookFile: string
  /** Its instances are in the same one. */
  vpcId: string
  listeners: {
    port: number
    instancePort: number
    /** Of an HTTPS listener; instances are spoken to in plain HTTP all the same. */
    tls: { key: string; cert: string; minVersion: TlsVersion; maxVersion: TlsVersion } | undefined
  }[]
  /**
   * Private addresses of the registered instances that the security groups let it reach. Sent again, by
   * itself, when that changes.
   */
  instanceHosts: string[]
  healthCheck: {
    port: number
    intervalMs: number
    timeoutMs: number
    /** How long an instance must answer before it is in service. */
    inServiceMs: number
    /** How many failed checks in a row take it out of service. */
    unhealthyThreshold: number
  }
  idleTimeoutMs: number
}
