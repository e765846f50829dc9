/**
 * What a person may insist on, whatever it costs. Each scenario says of each, in its `scenario.json`, whether
 * it holds for the way as its templates build it.
 */
export const mustHaves = [
  'private-origin',
  'no-public-load-balancer',
  'tls-to-client',
  'bodies-over-6-mb',
  'bodies-over-10-mb',
  'answers-after-29-s',
  'authentication',
  'api-keys-and-quotas',
  'web-application-firewall',
  'no-cold-starts',
  'no-idle-cost',
] as const

export type MustHave = (typeof mustHaves)[number]

/** Whether a must-have holds for a scenario, why, and where AWS says so. */
export interface Fact {
  holds: boolean
  why: string
  /** Address of a public page. */
  source: string
}

/** Each must-have in words, as a requirement. */
export const mustHaveTitles: Readonly<Record<MustHave, string>> = {
  'private-origin': 'The service has no public address',
  'no-public-load-balancer': 'No load balancer is open to the internet',
  'tls-to-client': 'Clients connect over TLS',
  'bodies-over-6-mb': 'Bodies of more than 6 MB pass',
  'bodies-over-10-mb': 'Bodies of more than 10 MB pass',
  'answers-after-29-s': 'An answer may take longer than 29 s',
  authentication: 'Callers can be authenticated before the service is reached',
  'api-keys-and-quotas': 'API keys, quotas and a throttle for each client',
  'web-application-firewall': 'AWS WAF can be attached',
  'no-cold-starts': 'No cold starts',
  'no-idle-cost': 'Costs nothing while nobody calls',
}
