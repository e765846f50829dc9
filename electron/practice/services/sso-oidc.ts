import { textOf } from '../json-values.ts'
import { issueToken } from '../sign-in/bearer-tokens.ts'
import {
  answerDevice,
  deviceOfClient,
  findClient,
  registerClient,
  startDevice,
  type Device,
  type SignInClient,
} from '../sign-in/devices.ts'
import { type JsonObject, type Service, ServiceError, type World } from '../world.ts'

/** What `sso_start_url` says in a profile that signs in here. */
const startUrl = 'https://practice.awsapps.com/start'
/** AWS asks for 5 s between two questions. */
const intervalSeconds = 1
/** Timers and the network let a question come a little early. */
const earlyMs = 200
const usualSeconds = 8 * 3600
const usualCodeSeconds = 600
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** What the operations work with. */
interface Parts {
  world: Pick<World, 'documents' | 'faults'>
  /** Where the sign-in page is; opens it if it is not open. */
  pageAddress: () => Promise<string>
  /** Device code → when it was last asked for. Not kept: after a restart nobody asked too early. */
  askedAtMs: Map<string, number>
}

/**
 * IAM Identity Center's OIDC: a program registers, shows a code, and gets a token once a person has
 * approved the code on the sign-in page. All of it is called without a signature. Source: "IAM Identity
 * Center OIDC API Reference", and RFC 8628 for what its errors mean.
 */
export function ssoOidcService(world: Parts['world'], pageAddress: Parts['pageAddress']): Service {
  const parts: Parts = { world, pageAddress, askedAtMs: new Map() }
  return {
    name: 'sso-oauth',
    protocol: 'rest-json',
    version: '2019-06-10',
    routes: [
      { method: 'POST', path: '/client/register', operation: 'RegisterClient' },
      { method: 'POST', path: '/device_authorization', operation: 'StartDeviceAuthorization' },
      { method: 'POST', path: '/token', operation: 'CreateToken' },
    ],
    unsigned: ['RegisterClient', 'StartDeviceAuthorization', 'CreateToken'],
    operations: {
      RegisterClient: (input) => register(parts, input),
      StartDeviceAuthorization: (input) => startDeviceAuthorization(parts, input),
      CreateToken: (input) => createToken(parts, input),
    },
  }
}

function register({ world }: Parts, input: JsonObject): JsonObject {
  const name = textOf(input['clientName'])
  if (name === '' || name.length > 100 || input['clientType'] !== 'public')
    throw refusal(
      'InvalidClientMetadataException',
      'invalid_client_metadata',
      'A client is public and has a name.',
    )
  const { clientId, clientSecret, expiresAtMs } = registerClient(world.documents, name, Date.now())
  return {
    clientId,
    clientSecret,
    clientIdIssuedAt: Math.floor(Date.now() / 1000),
    clientSecretExpiresAt: Math.floor(expiresAtMs / 1000),
  }
}

async function startDeviceAuthorization(
  { world, pageAddress }: Parts,
  input: JsonObject,
): Promise<JsonObject> {
  const client = clientOf(world, input)
  if (textOf(input['startUrl']).replace(/\/(#\/?)?$/, '') !== startUrl)
    throw refusal(
      'InvalidRequestException',
      'invalid_request',
      `The start URL of the practice account is ${startUrl}.`,
    )
  const expiresIn = world.faults().signInCodeSeconds ?? usualCodeSeconds
  const { deviceCode, userCode } = startDevice(world.documents, client, expiresIn, Date.now())
  const address = await pageAddress()
  return {
    deviceCode,
    userCode,
    verificationUri: address,
    verificationUriComplete: `${address}?user_code=${userCode}`,
    expiresIn,
    interval: intervalSeconds,
  }
}

function createToken(parts: Parts, input: JsonObject): JsonObject {
  const { world, askedAtMs } = parts
  const client = clientOf(world, input)
  if (input['grantType'] !== deviceGrant)
    throw refusal(
      'UnsupportedGrantTypeException',
      'unsupported_grant_type',
      'Only device codes are accepted.',
    )
  const device = deviceOfClient(world.documents, client, textOf(input['deviceCode']))
  if (device === undefined || device.answer === 'used')
    throw refusal('InvalidGrantException', 'invalid_grant', 'No such device code.')
  if (device.expiresAtMs <= Date.now())
    throw refusal('ExpiredTokenException', 'expired_token', 'The device code has expired.')
  checkInterval(askedAtMs, device)
  if (device.answer === 'pending')
    throw refusal(
      'AuthorizationPendingException',
      'authorization_pending',
      'The code has not been approved yet.',
    )
  askedAtMs.delete(device.deviceCode)
  if (device.answer === 'denied')
    throw refusal('AccessDeniedException', 'access_denied', 'The code was denied.')
  answerDevice(world.documents, device, 'used')
  const seconds = world.faults().ssoSeconds ?? usualSeconds
  return {
    accessToken: issueToken(world.documents, 'sso-token', seconds, Date.now()),
    tokenType: 'Bearer',
    expiresIn: usualSeconds,
  }
}

/** @throws ServiceError `SlowDownException` when the device asked less than the interval ago */
function checkInterval(askedAtMs: Map<string, number>, { deviceCode }: Device): void {
  const sinceMs = performance.now() - (askedAtMs.get(deviceCode) ?? -Infinity)
  askedAtMs.set(deviceCode, performance.now())
  if (sinceMs < intervalSeconds * 1000 - earlyMs)
    throw refusal('SlowDownException', 'slow_down', 'Ask less often.')
}

function clientOf({ documents }: Parts['world'], input: JsonObject): SignInClient {
  const client = findClient(documents, textOf(input['clientId']), textOf(input['clientSecret']), Date.now())
  if (client === undefined)
    throw refusal(
      'InvalidClientException',
      'invalid_client',
      'Client is not registered, or its secret is wrong.',
      401,
    )
  return client
}

/** The service says `error` and `error_description` where others say `message`. */
function refusal(code: string, error: string, description: string, status = 400): ServiceError {
  return new ServiceError(code, description, status, { error, error_description: description })
}
