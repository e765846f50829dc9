import type { CommandOutput } from '../../../shared/contract.ts'
import type { Swept } from '../../../shared/swept.ts'
import type { Prompt } from '../../../shared/prompt.ts'
import type { Found, Receipt } from '../../../shared/receipt.ts'

/** States that only other people's machines bring about, as the engine would tell of them. */

const account = { kind: 'profile', profile: 'sandbox' } as const

export const codeOfDevice: Prompt = {
  id: 'p0',
  account,
  deploymentId: null,
  kind: 'mfa',
  serial: 'arn:aws:iam::123456789012:mfa/phone',
}

export const signIn: Prompt = {
  id: 'p1',
  account,
  deploymentId: null,
  kind: 'sso',
  session: 'company',
  url: 'https://device.sso.eu-west-1.amazonaws.com/?user_code=HQKT-WBNM',
  code: 'HQKT-WBNM',
  expiresAtMs: Date.now() + 540_000,
}

export const renewal: Prompt = {
  id: 'p2',
  account: { kind: 'profile', profile: 'work' },
  deploymentId: 'd1',
  kind: 'renew',
  reason: 'AWS says: The security token included in the request is expired',
  remedy: 'Renew the keys of profile work in ~/.aws/credentials, the way you got them, then try again.',
}

export const fullDisk =
  'The disk is full, so nothing can be saved. Free some space. (database or disk is full)'

function stranger(
  deploymentId: string,
  region: string,
  parts: readonly string[],
  expiresAtMs: number | null,
): Found {
  const createdAtMs = Date.now() - 26 * 3_600_000
  return {
    deploymentId,
    experimentId: 'api-gateway-2017',
    accountId: '123456789012',
    endpoint: null,
    region,
    expiresAtMs,
    stacks: parts.map((part) => ({
      name: `sluice-${deploymentId}-${part}`,
      arn: `arn:aws:cloudformation:${region}:123456789012:stack/sluice-${deploymentId}-${part}/0a1b`,
      status: 'CREATE_COMPLETE',
      createdAtMs,
    })),
  }
}

export const strangers: Swept = {
  account: { kind: 'profile', profile: 'work' },
  regions: ['us-west-2', 'eu-west-1', 'eu-central-1', 'us-east-1', 'ap-southeast-2'],
  found: [
    stranger(
      'dmf3k2q9a',
      'us-west-2',
      ['guard', 'base', 'backend', 'load-generator', 'lambda-256', 'http-proxy'],
      Date.now() + 3_600_000,
    ),
    stranger('dk09zzt1b', 'eu-west-1', ['guard'], null),
  ],
  unknown: [
    {
      region: 'ap-southeast-2',
      reason:
        'User: arn:aws:sts::123456789012:assumed-role/operator/me ' +
        'is not authorized to perform: cloudformation:ListStacks',
    },
  ],
}

/** A receipt with something found, and something that nobody was allowed to ask. */
export function theirReceipt(receipt: Receipt): Receipt {
  return {
    ...receipt,
    checks: receipt.checks.map((check, place) =>
      place === 1
        ? { ...check, found: ['eni-0f3a9c1d2e4b5a6c7', 'eni-0a1b2c3d4e5f60718'] }
        : place === 3
          ? { ...check, unknown: 'not allowed to ask (ec2:DescribeVolumes)' }
          : check,
    ),
  }
}

/** As many profiles as a company's set-up writes into one file, after the practice account. */
export const manyAccounts: CommandOutput<'accounts.list'> = [
  { account: { kind: 'practice' }, title: 'Practice account', source: null, region: 'us-west-2' },
  {
    account: { kind: 'environment' },
    title: 'Environment',
    source: 'keys of the environment',
    region: 'us-west-2',
  },
  ...['payments', 'checkout', 'search', 'warehouse', 'identity', 'reporting', 'platform'].flatMap((team) =>
    ['development', 'staging', 'production-read-only'].map((stage) => ({
      account: { kind: 'profile' as const, profile: `${team}-${stage}` },
      title: `${team}-${stage}`,
      source: 'SSO session company',
      region: 'eu-west-1',
    })),
  ),
  { account: { kind: 'profile', profile: 'work' }, title: 'work', source: 'keys', region: 'us-west-2' },
]
