import type { UrlRewrite } from './url-rewrite.ts'

/** A target as the worker reaches it: its private address in the VPC of the load balancer. */
export interface Target {
  host: string
  port: number
}

/** What a listener does with a request. */
export type ListenerTask =
  | {
      type: 'forward'
      leastOutstanding: boolean
      healthCheck: {
        path: string
        /** Undefined: that of the target. */
        port: number | undefined
        /** Between two checks once a target is in service. Until then they follow each other quickly. */
        intervalMs: number
        timeoutMs: number
        /** How long a target must answer before it is in service. */
        inServiceMs: number
        unhealthyThreshold: number
        codes: string
      }
      /** Registered targets that the security groups let it reach. */
      targets: Target[]
    }
  | { type: 'fixed-response'; status: number; contentType: string; body: string }

/** What the worker of one listener of an application load balancer is told. */
export interface ApplicationListenerSettings {
  addressBookFile: string
  vpcId: string
  /** Of the listener, as clients see it. */
  port: number
  /** Of an HTTPS listener. */
  tls: { key: string; cert: string; minVersion: TlsVersion; maxVersion: TlsVersion } | undefined
  idleTimeoutMs: number
  preserveHost: boolean
  forwardedFor: 'append' | 'preserve' | 'remove'
  dropInvalidHeaders: boolean
  task: ListenerTask
  /** Its rules, in the order in which they are tried. */
  rewrites: readonly UrlRewrite[]
}

/** What is sent again when it changes. */
export interface ListenerChange {
  targets: readonly Target[]
  rewrites: readonly UrlRewrite[]
}

export type TlsVersion = 'TLSv1.2' | 'TLSv1.3'

/**
 * The versions of TLS that a security policy allows. TLS 1.0 and 1.1, which old policies have too, are left
 * out: the libraries of today speak neither. Source: Elastic Load Balancing user guide, "Security policies
 * for your Application Load Balancer".
 */
export function tlsVersionsOf(policy: string): { minVersion: TlsVersion; maxVersion: TlsVersion } {
  if (policy.startsWith('ELBSecurityPolicy-TLS13-1-3-'))
    return { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' }
  const withThree = policy.startsWith('ELBSecurityPolicy-TLS13-')
  return { minVersion: 'TLSv1.2', maxVersion: withThree ? 'TLSv1.3' : 'TLSv1.2' }
}
