import { importantNotes, recorded, type GatewayFact } from './gateway-fact.ts'

const toFunction = recorded(
  'integrations',
  'TestApiGatewayHeaderRemapping::test_apigateway_header_remapping_aws[AWS_PROXY]',
)
const toHttp = recorded(
  'integrations',
  'TestApiGatewayHeaderRemapping::test_apigateway_header_remapping_http[HTTP_PROXY]',
)
const fromIntegration = recorded(
  'integrations',
  'TestApiGatewayHeaderRemapping::test_apigateway_header_remapping_aws[AWS]',
)

type Sent = readonly [name: string, value: string]

/** Headers of a request that neither kind of integration gets. */
const forNobody: Sent[] = [
  ['Connection', 'close'],
  ['Content-MD5', 'request_Content-MD5'],
  ['Expect', '100-continue'],
  ['Max-Forwards', '2'],
  ['Proxy-Authenticate', 'Basic'],
  ['Server', 'https://example.com/'],
  ['TE', 'deflate'],
  ['Trailer', 'Expires'],
  ['Transfer-Encoding', 'chunked'],
  ['Upgrade', 'HTTP/2.0'],
  ['WWW-Authenticate', 'Basic YWxhZGRpbjpvcGVuc2VzYW1l'],
]

/** Headers of a request that both kinds of integrations get. */
const forBoth: Sent[] = [
  ['Accept', 'application/json'],
  ['Accept-Charset', 'UTF-8'],
  ['Accept-Encoding', 'br'],
  ['Age', 'request_Age'],
  ['Authorization', 'Unauthorized'],
  ['Content-Type', 'application/json'],
  ['Date', 'request_Date'],
  ['Pragma', 'cache'],
  ['Range', 'bytes=500-999'],
  ['Referer', 'https://example.com/'],
  ['User-Agent', 'localStack/0.0'],
  ['Warn', '299 localStack/0.0'],
]

/** Headers of a request that only functions get. */
const forFunctions: Sent[] = [
  ['Content-Encoding', 'deflate'],
  ['Via', 'p.example.net'],
]

const asksFunction = ([name, value]: Sent, isThere: boolean): GatewayFact => ({
  name: `${name} of a request ${isThere ? 'reaches' : 'does not reach'} a function`,
  source: toFunction,
  request: { headers: { [name]: value } },
  ...(isThere
    ? { event: { headers: { [name]: value }, multiValueHeaders: { [name]: [value] } } }
    : { eventWithout: name }),
})

const asksHttp = ([name, value]: Sent, isThere: boolean): GatewayFact => ({
  name: `${name} of a request ${isThere ? 'reaches' : 'does not reach'} an HTTP integration`,
  source: name === 'Via' ? importantNotes : toHttp,
  request: { target: '/http/value', headers: { [name]: value } },
  // The connection to the integration is one of its own.
  asked: { headers: { [name]: name === 'Connection' ? 'keep-alive' : isThere ? value : undefined } },
})

/** Headers of an answer that stay. */
const kept = [
  'Accept',
  'Accept-Charset',
  'Accept-Encoding',
  'Age',
  'Content-Encoding',
  'Content-Type',
  'Pragma',
  'Range',
  'Referer',
  'TE',
  'Warn',
]

/** Headers of an answer that get another name. */
const remapped = [
  'Authorization',
  'Connection',
  'Content-Length',
  'Content-MD5',
  'Date',
  'Expect',
  'Host',
  'Max-Forwards',
  'Proxy-Authenticate',
  'Server',
  'Trailer',
  'Upgrade',
  'User-Agent',
  'WWW-Authenticate',
]

const answered = (name: string, becomes: string | undefined, source: string): GatewayFact => ({
  name: `${name} of a function's answer ${becomes === undefined ? 'is dropped' : `becomes ${becomes}`}`,
  source,
  functionAnswers: { statusCode: 200, headers: { [name]: 'response_value' } },
  answer: {
    start: 'HTTP/1.1 200 OK',
    headers: becomes === undefined ? { [name]: undefined } : { [becomes]: 'response_value' },
  },
})

export const headerFacts: readonly GatewayFact[] = [
  ...forNobody.flatMap((sent) => [asksFunction(sent, false), asksHttp(sent, false)]),
  ...forBoth.flatMap((sent) => [asksFunction(sent, true), asksHttp(sent, true)]),
  ...forFunctions.flatMap((sent) => [asksFunction(sent, true), asksHttp(sent, false)]),
  ...kept.map((name) => answered(name, name, fromIntegration)),
  ...remapped.map((name) => answered(name, `x-amzn-Remapped-${name}`, fromIntegration)),
  answered('Transfer-Encoding', undefined, fromIntegration),
  answered('Via', undefined, importantNotes),
]
