import type { CallSetting } from './account.ts'

const texts: Record<CallSetting['kind'], (value: string, from: string) => string> = {
  fips: (_, from) => `Calls go to AWS's FIPS endpoints, because of ${from}.`,
  'dual-stack': (_, from) => `Calls go to AWS's dual-stack endpoints, because of ${from}.`,
  'ca-bundle': (value, from) => `Certificates in ${value} are trusted, because of ${from}.`,
  proxy: (value, from) => `Calls go through the proxy ${value}, because of ${from}.`,
  'service-endpoint': (value, from) =>
    `Not used: ${from}, an endpoint for a single service (${value}). Calls to it go where all others go.`,
  'auth-scheme': (value, from) => `Not used: ${from} (${value}). Sluice signs with Signature Version 4.`,
  'endpoint-login': (_, from) => `Not used: the user and password in ${from}.`,
}

/** One sentence about a setting, for a person who confirms an account. */
export function callSettingText({ kind, value, from }: CallSetting): string {
  return texts[kind](value, from)
}

/** Whether Sluice does what the setting says. */
export function isFollowed({ kind }: CallSetting): boolean {
  return !['service-endpoint', 'auth-scheme', 'endpoint-login'].includes(kind)
}
