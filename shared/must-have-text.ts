import type { MustHave } from './scenario-facts.ts'

/** A must-have in the middle of a sentence: `for 20 M requests a month and TLS to the client`. */
export const mustHaveNames: Readonly<Record<MustHave, string>> = {
  'private-origin': 'a private origin',
  'no-public-load-balancer': 'no public load balancer',
  'tls-to-client': 'TLS to the client',
  'bodies-over-6-mb': 'bodies over 6 MB',
  'bodies-over-10-mb': 'bodies over 10 MB',
  'answers-after-29-s': 'answers after more than 29 s',
  authentication: 'authentication',
  'api-keys-and-quotas': 'API keys and quotas',
  'web-application-firewall': 'AWS WAF',
  'no-cold-starts': 'no cold starts',
  'no-idle-cost': 'no cost while idle',
}

/** What one scenario, or several, do where it does not hold: `has` or `have`, and the rest. */
export const mustHaveFailures: Readonly<
  Record<MustHave, readonly [one: string, several: string, rest: string]>
> = {
  'private-origin': ['has', 'have', 'a public origin'],
  'no-public-load-balancer': ['needs', 'need', 'a public load balancer'],
  'tls-to-client': ['has', 'have', 'no TLS to the client'],
  'bodies-over-6-mb': ['takes', 'take', 'no bodies over 6 MB'],
  'bodies-over-10-mb': ['takes', 'take', 'no bodies over 10 MB'],
  'answers-after-29-s': ['gives up', 'give up', 'after 29 s'],
  authentication: ['cannot', 'cannot', 'authenticate callers'],
  'api-keys-and-quotas': ['has', 'have', 'no API keys and quotas'],
  'web-application-firewall': ['cannot', 'cannot', 'have AWS WAF'],
  'no-cold-starts': ['has', 'have', 'cold starts'],
  'no-idle-cost': ['costs', 'cost', 'money while idle'],
}
