import { providerMessage } from '../aws/aws-errors.ts'
import { lastOf, type CredentialSource, type Lack } from '../aws/credential-source.ts'

const lacks: Record<Lack, string> = {
  profile: 'is named as source_profile, but is not in your AWS files.',
  circle: 'leads back to itself through source_profile.',
  'half-keys': 'has only one of aws_access_key_id and aws_secret_access_key.',
  'role-source': 'names role_arn, but neither source_profile nor credential_source.',
  'one-source': 'names both source_profile and credential_source: only one of them may stand there.',
  'known-source': 'names a credential_source other than Environment, EcsContainer and Ec2InstanceMetadata.',
  anything:
    'names no credentials in your AWS files. Add some, for example with `aws configure` or ' +
    '`aws configure sso`.',
  environment:
    'names no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_ROLE_ARN and ' +
    'AWS_WEB_IDENTITY_TOKEN_FILE.',
}

/** Why an account gives no credentials, and what to do about it. @param thrown by the SDK's providers */
export function refusalText(account: string, source: CredentialSource, thrown: unknown): string {
  const last = lastOf(account, source)
  if (last.source.kind === 'login') return loginText(last.name)
  if (last.source.kind === 'none') return `"${last.name}" ${lacks[last.source.because]}`
  const { code, path } = (thrown ?? {}) as NodeJS.ErrnoException
  const why =
    code !== undefined && path !== undefined
      ? `${path}, which it names, cannot be read (${code}).`
      : providerMessage(thrown)
  return `"${account}" gives no credentials: ${why}`
}

function loginText(name: string): string {
  const option = /^[\w.@:/-]+$/.test(name) ? name : `"${name}"`
  return `"${name}" is not signed in. Run \`aws login --profile ${option}\`, then try again.`
}
