import { describe, expect, test } from 'vitest'
import { sourceText } from '../../../../electron/engine/accounts/source-text.ts'
import {
  involvesPerson,
  profileSource,
  ssoSessionIn,
  type CredentialSource,
} from '../../../../electron/engine/aws/credential-source.ts'

type Profile = Record<string, string>

const keys = { aws_access_key_id: 'AKIAEXAMPLE', aws_secret_access_key: 'dummy' }
const program = { credential_process: 'print-keys --secret=dummy' }
const sso = { sso_session: 'company', sso_account_id: '123456789012', sso_role_name: 'dev' }
const role = { role_arn: 'arn:aws:iam::123456789012:role/team/admin' }
const mfa = { mfa_serial: 'arn:aws:iam::123456789012:mfa/me' }
const company = { sso_start_url: 'https://company.awsapps.com/start', sso_region: 'eu-west-1' }

const others: Record<string, Profile> = {
  keys,
  program,
  sso,
  'with-mfa': { ...role, ...mfa, source_profile: 'keys' },
  instance: { credential_source: 'Ec2InstanceMetadata' },
  loop: { ...role, source_profile: 'work' },
}

function sourceOf(work: Profile): CredentialSource {
  const profiles: Record<string, Profile> = { ...others, work }
  return profileSource('work', {
    profile: (name) => profiles[name],
    ssoSession: (name) => (name === 'company' ? company : undefined),
  })
}

interface Row {
  profile: Profile
  text: string
  /** Whether unattended work must not use it. */
  person?: true
}

const rows: Row[] = [
  { profile: keys, text: 'keys' },
  { profile: { ...keys, aws_session_token: 'dummy' }, text: 'temporary keys' },
  { profile: { aws_access_key_id: 'AKIAEXAMPLE' }, text: 'no credentials' },
  { profile: {}, text: 'no credentials' },
  { profile: program, text: 'credential process', person: true },
  { profile: sso, text: 'SSO session company' },
  { profile: { ...sso, sso_session: 'unknown' }, text: 'SSO' },
  { profile: { ...company, sso_account_id: '1' }, text: 'SSO session https://company.awsapps.com/start' },
  { profile: { ...role, web_identity_token_file: '/token' }, text: 'web identity' },
  { profile: { login_session: 'arn:aws:iam::123456789012:user/me' }, text: 'AWS sign-in (aws login)' },
  { profile: { ...role, source_profile: 'keys' }, text: 'role admin through keys (keys)' },
  { profile: { ...role, source_profile: 'sso' }, text: 'role admin through sso (SSO session company)' },
  {
    profile: { ...role, ...mfa, source_profile: 'keys' },
    text: 'role admin through keys (keys), with MFA',
    person: true,
  },
  {
    profile: { ...role, source_profile: 'program' },
    text: 'role admin through program (credential process)',
    person: true,
  },
  {
    profile: { ...role, source_profile: 'with-mfa' },
    text: 'role admin through with-mfa (role admin through keys (keys), with MFA)',
    person: true,
  },
  {
    profile: { ...role, credential_source: 'Environment' },
    text: 'role admin through keys of the environment',
  },
  {
    profile: { ...role, source_profile: 'instance' },
    text: 'role admin through instance (the role of the EC2 instance)',
  },
  { profile: { ...role, source_profile: 'nobody' }, text: 'role admin through nobody (no credentials)' },
  // A profile may assume a role with its own keys, but not go round in circles.
  { profile: { ...keys, ...role, source_profile: 'work' }, text: 'role admin through work (keys)' },
  {
    profile: { ...role, source_profile: 'loop' },
    text: 'role admin through loop (role admin through work (role admin through loop (no credentials)))',
  },
  // Of several ways, the first that the SDK looks for counts.
  { profile: { ...sso, ...program }, text: 'credential process', person: true },
  { profile: { ...keys, ...sso, ...program }, text: 'keys, which count before SSO session company' },
  { profile: { ...keys, ...role }, text: 'keys' },
]

describe('how a profile comes to its credentials', () => {
  test.each(rows)('$text', ({ profile, text, person = false }) => {
    const source = sourceOf(profile)
    expect(sourceText(source)).toBe(text)
    expect(involvesPerson(source)).toBe(person)
  })

  test('a name that reads like another kind of source decides nothing', () => {
    const named = sourceOf({
      ...role,
      role_arn: 'arn:aws:iam::1:role/a process, with MFA',
      source_profile: 'keys',
    })
    expect(involvesPerson(named)).toBe(false)
  })

  test('the SSO session is found through roles', () => {
    const session = { id: 'company', startUrl: company.sso_start_url, region: 'eu-west-1' }
    expect(ssoSessionIn(sourceOf({ ...role, source_profile: 'sso' }))).toEqual(session)
    expect(ssoSessionIn(sourceOf({ ...role, source_profile: 'keys' }))).toBeNull()
  })

  test('holds nothing secret', () => {
    for (const { profile } of rows) expect(JSON.stringify(sourceOf(profile))).not.toContain('dummy')
  })
})
