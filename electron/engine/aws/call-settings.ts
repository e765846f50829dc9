import type { CallSetting } from '../../../shared/account.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Aws, Variants } from './clients.ts'
import { hasLogin, isWebAddress, withoutLogin } from './endpoint-address.ts'
import { isTrue, type ProfileFacts } from './profiles.ts'
import { proxiesOf, proxyFor } from './proxy.ts'

/** How calls are made for an account, and what a person is told about that. */
export interface CallSettings {
  detour: Aws['detour']
  variants: Variants
  named: CallSetting[]
}

type Environment = Readonly<Record<string, string | undefined>>
/** A setting, and what says so. */
type Said = { value: string; from: string }

/**
 * What the environment and the profile in use say about calls; the environment counts first. No other
 * profile counts. Source: AWS SDKs and Tools Reference Guide, "Settings reference".
 * @throws AppError `invalid-input` for an endpoint or a proxy that cannot be used
 */
export function callSettings(profile: ProfileFacts | undefined, environment: Environment): CallSettings {
  const said = (variable: string, name: string): Said | null => {
    const ofEnvironment = environment[variable]
    if (ofEnvironment) return { value: ofEnvironment, from: variable }
    const value = profile?.settings[name]
    return value ? { value, from: `${name} of the profile` } : null
  }
  const ignoring = said('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls')
  const ignored = isTrue(ignoring?.value)
  const endpoint = ignored ? null : said('AWS_ENDPOINT_URL', 'endpoint_url')
  const detour = detourOf(endpoint)
  const fips = onlyTrue(said('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'))
  const dualStack = onlyTrue(said('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'))
  const bundle = said('AWS_CA_BUNDLE', 'ca_bundle')
  const proxies = proxiesOf(environment)
  const schemes = [
    said('AWS_AUTH_SCHEME_PREFERENCE', 'auth_scheme_preference'),
    said('AWS_SIGV4A_SIGNING_REGION_SET', 'sigv4a_signing_region_set'),
  ]
  // The variants are those of AWS's own endpoints.
  const atAws = (one: Said | null): Said | null => (detour === null ? one : null)
  const proxy = proxyFor(new URL(detour?.endpoint ?? anyOfAws), proxies)
  const named: CallSetting[] = [
    ...settingsOf('fips', [atAws(fips)]),
    ...settingsOf('dual-stack', [atAws(dualStack)]),
    ...settingsOf('ca-bundle', [bundle]),
    ...settingsOf('proxy', [proxy && { value: proxy.url, from: proxy.from }]),
    ...settingsOf('service-endpoint', ignored ? [] : serviceEndpoints(profile, environment)),
    ...settingsOf('auth-scheme', schemes),
    ...settingsOf('endpoint-login', endpoint !== null && hasLogin(endpoint.value) ? [endpoint] : []),
  ]
  const caBundle = bundle && { file: bundle.value, from: bundle.from }
  const variants = { fips: fips !== null, dualStack: dualStack !== null, caBundle, proxies }
  return { detour, variants, named }
}

/** Stands for AWS's endpoints where it is asked which proxy leads there. */
const anyOfAws = 'https://sts.us-west-2.amazonaws.com'

function onlyTrue(said: Said | null): Said | null {
  return isTrue(said?.value) ? said : null
}

function settingsOf(kind: CallSetting['kind'], all: readonly (Said | null)[]): CallSetting[] {
  return all.flatMap((one) => (one ? { kind, value: withoutLogin(one.value), from: one.from } : []))
}

/**
 * The endpoint that the person's settings name instead of AWS's. Sluice uses it, as every AWS tool does, and
 * shows it wherever the account is confirmed.
 * @throws AppError `invalid-input` where it is no web address, such as `localhost:4566`
 */
function detourOf(said: Said | null): Aws['detour'] {
  if (said === null) return null
  const endpoint = withoutLogin(said.value)
  if (isWebAddress(endpoint)) return { endpoint, from: said.from }
  const message = `${said.from} is ${endpoint}, and a web address must begin with http:// or https://.`
  throw new AppError('invalid-input', message, { field: 'account', faults: [{ field: 'account', message }] })
}

/**
 * The services that Sluice calls, as settings name them. Source: the same guide, "Service-specific
 * endpoints".
 */
export const calledServices: readonly string[] = [
  'api_gateway',
  'apigatewayv2',
  'cloudformation',
  'cloudwatch_logs',
  'config_service',
  'ec2',
  'elastic_load_balancing',
  'elastic_load_balancing_v2',
  'iam',
  'lambda',
  'pricing',
  'resource_groups_tagging_api',
  'scheduler',
  'service_quotas',
  'ssm',
  'sso',
  'sso_oidc',
  'sts',
]

function serviceEndpoints(profile: ProfileFacts | undefined, environment: Environment): Said[] {
  const ofEnvironment = calledServices.flatMap((service): Said[] => {
    const from = `AWS_ENDPOINT_URL_${service.toUpperCase()}`
    const value = environment[from]
    return value ? [{ value, from }] : []
  })
  const ofProfile = Object.entries(profile?.serviceEndpoints ?? {}).flatMap(([service, value]): Said[] =>
    calledServices.includes(service)
      ? [{ value, from: `endpoint_url of ${service}, from the services of the profile` }]
      : [],
  )
  return [...ofEnvironment, ...ofProfile]
}
