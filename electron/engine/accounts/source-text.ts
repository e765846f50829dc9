import type { CredentialSource, HostSource } from '../aws/credential-source.ts'

const hostTexts: Record<HostSource, string> = {
  Environment: 'keys of the environment',
  EcsContainer: 'the role of the container',
  Ec2InstanceMetadata: 'the role of the EC2 instance',
}

const texts = {
  process: 'credential process',
  'web-identity': 'web identity',
  login: 'AWS sign-in (aws login)',
  none: 'no credentials',
} as const

/** How an account comes to its credentials, for people: for example `role admin through work (keys)`. */
export function sourceText(source: CredentialSource): string {
  if (source.kind === 'keys') return keysText(source)
  if (source.kind === 'sso') return source.session === null ? 'SSO' : `SSO session ${source.session.id}`
  if (source.kind === 'host') return hostTexts[source.of]
  if (source.kind === 'role') return roleText(source)
  return texts[source.kind]
}

function keysText({ temporary, before }: Extract<CredentialSource, { kind: 'keys' }>): string {
  const keys = temporary ? 'temporary keys' : 'keys'
  return before === null ? keys : `${keys}, which count before SSO session ${before}`
}

function roleText({ role, mfaSerial, profile, source }: Extract<CredentialSource, { kind: 'role' }>): string {
  const through = profile === null ? sourceText(source) : `${profile} (${sourceText(source)})`
  return `role ${role} through ${through}${mfaSerial === null ? '' : ', with MFA'}`
}
