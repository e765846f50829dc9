import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { GetApisCommand } from '@aws-sdk/client-apigatewayv2'
import { DescribeConfigurationRecorderStatusCommand } from '@aws-sdk/client-config-service'
import { DescribeRegionsCommand } from '@aws-sdk/client-ec2'
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing'
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { ListAccountAliasesCommand } from '@aws-sdk/client-iam'
import { ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api'
import { ListScheduleGroupsCommand } from '@aws-sdk/client-scheduler'
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas'
import { DescribeInstanceInformationCommand } from '@aws-sdk/client-ssm'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import { connectPracticeAws } from '../../../../electron/engine/accounts/practice-connection.ts'
import { calledServices } from '../../../../electron/engine/aws/call-settings.ts'
import { endpointConfig, type Aws } from '../../../../electron/engine/aws/clients.ts'
import {
  openProfileWorld,
  operatorRole,
  type ProfileWorld,
  ssoProfile,
  ssoSession,
  webRole,
} from './profile-world.ts'
import { promptOf } from './prompting.ts'
import { answerSignIn } from './sign-in-page.ts'
import { administrator } from '../../../prepared-accounts.ts'

/** Settings that concern another profile or other tools, and would break every call here. */
let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
  delete process.env['AWS_CA_BUNDLE']
  Object.assign(process.env, poison)
})
afterEach(() => world.end())

const poison = {
  AWS_PROFILE: 'nobody',
  AWS_USE_FIPS_ENDPOINT: 'true',
  AWS_USE_DUALSTACK_ENDPOINT: 'true',
  AWS_AUTH_SCHEME_PREFERENCE: 'sigv4a',
  AWS_SIGV4A_SIGNING_REGION_SET: '*',
  AWS_DEFAULTS_MODE: 'nonsense',
  AWS_DISABLE_CLOCK_SKEW_CORRECTION: 'nonsense',
  AWS_MAX_ATTEMPTS: 'nonsense',
  AWS_RETRY_MODE: 'nonsense',
  AWS_SDK_UA_APP_ID: 'nonsense'.repeat(10),
  AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9',
  AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:9',
  AWS_ENDPOINT_URL_SSO: 'http://127.0.0.1:9',
  AWS_ENDPOINT_URL_SSO_OIDC: 'http://127.0.0.1:9',
  AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  NODE_USE_ENV_PROXY: '1',
}
const ofDefault = `[default]
use_fips_endpoint = true
use_dualstack_endpoint = true
auth_scheme_preference = sigv4a
sigv4a_signing_region_set = *
defaults_mode = nonsense
disable_clock_skew_correction = nonsense
max_attempts = nonsense
retry_mode = nonsense
sdk_ua_app_id = ${'nonsense'.repeat(10)}
ca_bundle = /nowhere.pem
endpoint_url = http://127.0.0.1:9
region = mars
services = all
[services all]
ec2 =
  endpoint_url = http://127.0.0.1:9
`

/** One call of each client. */
async function callEach(aws: Aws): Promise<void> {
  await Promise.all([
    aws.apiGateway.send(new GetRestApisCommand({})),
    aws.apiGatewayV2.send(new GetApisCommand({})),
    aws.config.send(new DescribeConfigurationRecorderStatusCommand({})),
    aws.cloudformation.send(new DescribeStacksCommand({})),
    aws.ec2.send(new DescribeRegionsCommand({})),
    aws.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({})),
    aws.elasticLoadBalancingV2.send(new DescribeTargetGroupsCommand({})),
    aws.iam.send(new ListAccountAliasesCommand({})),
    aws.lambda.send(new ListFunctionsCommand({})),
    aws.logs.send(new DescribeLogGroupsCommand({})),
    aws.quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'vpc', QuotaCode: 'L-F678F1CE' })),
    aws.scheduler.send(new ListScheduleGroupsCommand({})),
    aws.ssm.send(new DescribeInstanceInformationCommand({})),
    aws.sts.send(new GetCallerIdentityCommand({})),
    aws.tagging.send(new GetResourcesCommand({})),
  ])
}

test('the practice account answers on every client, whatever the environment and [default] say', async () => {
  world.profiles(ofDefault)
  const aws = await connectPracticeAws(world.dataDir, 'us-west-2', administrator)
  await callEach(aws)
  aws.close()
})

test('keys, roles and web identities of a profile are read under their own settings only', async () => {
  const { file } = await world.webIdentity()
  world.profiles(
    `${ofDefault}[profile keys]\nKEYS\n` +
      `[profile role]\nrole_arn = ${operatorRole}\nsource_profile = keys\n` +
      `[profile web]\nrole_arn = ${webRole}\nweb_identity_token_file = ${file}\n`,
  )
  for (const [profile, arn] of [
    ['keys', ':user/practice'],
    ['role', 'assumed-role/practice-operator/'],
    ['web', 'assumed-role/practice-web/'],
  ] as const) {
    const identity = await call(world.engine, 'accounts.identify', {
      account: { kind: 'profile', profile },
      region: 'us-west-2',
    })
    expect(identity.arn).toContain(arn)
    // What has an effect is named, and what was set but is not used; nothing of `[default]` is.
    expect(identity.settings.map(({ kind, from }) => `${kind} ${from}`).toSorted()).toEqual([
      'auth-scheme AWS_AUTH_SCHEME_PREFERENCE',
      'auth-scheme AWS_SIGV4A_SIGNING_REGION_SET',
      'service-endpoint AWS_ENDPOINT_URL_CLOUDFORMATION',
      'service-endpoint AWS_ENDPOINT_URL_EC2',
      'service-endpoint AWS_ENDPOINT_URL_SSO',
      'service-endpoint AWS_ENDPOINT_URL_SSO_OIDC',
      'service-endpoint AWS_ENDPOINT_URL_STS',
    ])
  }
})

test('so it is while a person signs in by SSO', { timeout: 30_000 }, async () => {
  world.profiles(`${ofDefault}${ssoSession}[profile work]\n${ssoProfile}`)
  const account = { kind: 'profile', profile: 'work' } as const
  const asked = call(world.engine, 'accounts.identify', { account, region: 'us-west-2' })
  await answerSignIn((await promptOf(world.engine, 'sso')).url, 'allow')
  expect((await asked).arn).toContain('AWSReservedSSO_practice-sso_')
})

/** A file of each client of the SDK that is installed. */
function ofEachClient(file: string): string[] {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Record<string, string>
  }
  const clients = Object.keys(devDependencies).filter((name) => name.startsWith('@aws-sdk/client-'))
  expect(clients.length).toBeGreaterThan(10)
  return clients.map((name) => {
    const main = createRequire(import.meta.url).resolve(name)
    return readFileSync(join(dirname(main), '..', 'dist-es', file), 'utf8')
  })
}

test('an endpoint of any service that is called would be named', () => {
  const services = ofEachClient('runtimeConfig.shared.js').map(
    (text) => /serviceId \?\? "([^"]+)"/.exec(text)?.[1]?.toLowerCase().replaceAll(' ', '_') ?? 'unknown',
  )
  expect(services.toSorted()).toEqual([...calledServices].toSorted())
})

test('nothing that a client of the SDK would take from there is left to it', () => {
  const given = new Set([...Object.keys(endpointConfig(undefined)), 'region'])
  for (const text of ofEachClient('runtimeConfig.js')) {
    const loaded = [...text.matchAll(/(\w+): config\?\.\w+ \?\?\s*loadNodeConfig/g)]
    expect(loaded.length).toBeGreaterThan(5)
    expect(loaded.map(([, key]) => key).filter((key) => !given.has(key ?? ''))).toEqual([])
  }
})
