import { importantNotes, recorded, type GatewayFact } from './gateway-fact.ts'

const echoed = recorded('http', 'test_http_integration_with_lambda[HTTP_PROXY]')
const remapping = recorded(
  'integrations',
  'TestApiGatewayHeaderRemapping::test_apigateway_header_remapping_http[HTTP_PROXY]',
)
const methods = recorded('http', 'test_http_integration_method[HTTP_PROXY]')
const statuses = recorded('http', 'test_http_integration_invoke_status_code_passthrough[HTTP_PROXY]')
const notFound = recorded('common', 'TestApigatewayRouting::test_routing_not_found')
const routing = 'TestApigatewayRouting::test_'
const siblings = recorded('common', `${routing}proxy_routing_with_hardcoded_resource_sibling`)
const order = recorded('common', `${routing}routing_with_hardcoded_resource_sibling_order`)
const binary = 'TestApiGatewayS3BinarySupport::test_apigw_s3_binary_support_'
const binaryAnswers = recorded('s3', `${binary}response_no_content_handling`)
const binaryRequests = recorded('s3', `${binary}request[None]`)

const target = '/http/value'

const answers: GatewayFact[] = [
  {
    name: 'an HTTP integration answers with headers that the gateway has itself',
    source: echoed,
    request: { target },
    originAnswers: {
      headers: {
        Date: 'Mon, 01 Jan 2024 00:00:00 GMT',
        Connection: 'keep-alive',
        'Content-Type': 'application/json',
        'x-amzn-RequestId': '1-2-3',
        'x-amzn-trace-id': 'Root=1-2-3',
      },
      body: 'hello',
    },
    answer: {
      headers: {
        Connection: 'keep-alive',
        'Content-Length': '5',
        'Content-Type': 'application/json',
        Date: /GMT$/,
        'x-amz-apigw-id': /=$/,
        'x-amzn-Remapped-Connection': 'keep-alive',
        'x-amzn-Remapped-Content-Length': '5',
        'x-amzn-Remapped-Date': 'Mon, 01 Jan 2024 00:00:00 GMT',
        'x-amzn-Remapped-x-amzn-RequestId': '1-2-3',
        'x-amzn-RequestId': /^[\da-f-]{36}$/,
        'x-amzn-trace-id': 'Root=1-2-3',
      },
      body: 'hello',
    },
  },
  {
    name: 'an HTTP integration answers with Server and without a trace',
    source: remapping,
    request: { target },
    originAnswers: { headers: { Server: 'gunicorn/19.9.0', 'Access-Control-Allow-Origin': '*' } },
    answer: {
      headers: {
        'Access-Control-Allow-Origin': '*',
        Server: undefined,
        'x-amzn-Remapped-Server': 'gunicorn/19.9.0',
        'X-Amzn-Trace-Id': undefined,
      },
    },
  },
  {
    name: 'an answer of an HTTP integration without a type',
    source: 'AWS documentation, Amazon API Gateway important notes: Content-Type',
    request: { target },
    answer: { headers: { 'Content-Type': 'application/json' } },
  },
  {
    name: 'Via of an answer of an HTTP integration',
    source: importantNotes,
    request: { target },
    originAnswers: { headers: { Via: '1.1 example' } },
    answer: { headers: { Via: undefined } },
  },
  ...['200 OK', '400 Bad Request'].map((status) => ({
    name: `an HTTP integration answers ${status}`,
    source: statuses,
    request: { target },
    originAnswers: { start: `HTTP/1.1 ${status}` },
    answer: { start: `HTTP/1.1 ${status}` },
  })),
  {
    name: 'a caller that closes the connection',
    source: remapping,
    request: { target, headers: { Connection: 'close' } },
    answer: { headers: { Connection: 'close' } },
  },
]

const requests: GatewayFact[] = [
  ...['GET', 'PUT', 'POST'].map((method) => ({
    name: `${method} for an integration with POST`,
    source: methods,
    request: {
      method,
      target: '/post/value',
      headers: { 'Content-Type': 'application/json' },
      body: '{"a":1}',
    },
    asked: { start: 'POST / HTTP/1.1', headers: { 'Content-Length': '7' }, body: '{"a":1}' },
  })),
  {
    name: 'no body for an integration with POST',
    source: remapping,
    request: { target: '/post/value' },
    asked: { start: 'POST / HTTP/1.1', headers: { 'Content-Length': '0' } },
  },
  {
    name: 'the caller’s own User-Agent',
    source: echoed,
    request: { target, headers: { 'user-Agent': 'test/integration' } },
    asked: { headers: { 'user-Agent': 'test/integration', 'X-Amzn-Apigateway-Api-Id': 'api123' } },
  },
  {
    name: 'the host of the integration',
    source: remapping,
    request: { target },
    asked: { headers: { Host: 'origin.example.internal' } },
  },
  {
    name: 'a path that ends with a slash, for an HTTP integration',
    source: recorded('lambda', 'test_lambda_aws_proxy_integration'),
    request: { target: '/http/child/' },
    asked: { start: 'GET /child HTTP/1.1' },
  },
]

const missing = {
  start: 'HTTP/1.1 403 Forbidden',
  headers: {
    'Content-Type': 'application/json',
    'x-amzn-ErrorType': 'MissingAuthenticationTokenException',
    'X-Amzn-Trace-Id': undefined,
  },
  body: '{"message":"Missing Authentication Token"}',
}

const routes: GatewayFact[] = [
  {
    name: 'a resource that is there',
    source: notFound,
    request: { target: '/existing/existing' },
    answer: { start: 'HTTP/1.1 200 OK' },
  },
  {
    name: 'a resource that is not there',
    source: notFound,
    request: { target: '/existing/random-non-existing' },
    answer: missing,
  },
  {
    name: 'a method that the resource does not have',
    source: notFound,
    request: { method: 'POST', target: '/existing/existing' },
    answer: missing,
  },
  ...(
    [
      ['OPTIONS', '/test', '/{proxy+}'],
      ['POST', '/test', '/test'],
      ['OPTIONS', '/test/any', '/test/any'],
      ['GET', '/test/any', '/test/any'],
    ] as const
  ).map(([method, path, resource]) => ({
    name: `${method} ${path}, where only OPTIONS /{proxy+} has OPTIONS beside /test/any`,
    source: siblings,
    request: { method, target: `/siblings${path}` },
    event: { resource },
  })),
  ...(
    [
      ['/part1', '/part1'],
      ['/part1/hardcoded-value', '/part1/hardcoded-value'],
      ['/part1/random-value', '/{param+}'],
    ] as const
  ).map(([path, resource]) => ({
    name: `GET ${path} beside /{param+}`,
    source: order,
    request: { target: `/order${path}` },
    event: { resource },
  })),
]

const gzip = Buffer.from('1f8b0800146cee6302ff4bcecf2d', 'hex')
const asText = Buffer.from(gzip.toString('utf8'), 'utf8')
const png = ['image/png']

const binaries: GatewayFact[] = [
  {
    name: 'bytes of an API without binary types',
    source: binaryAnswers,
    request: { target, headers: { Accept: 'image/png' } },
    originAnswers: { headers: { 'Content-Type': 'image/png' }, body: gzip },
    answer: { body: asText },
  },
  {
    name: 'bytes of a binary type for a caller who accepts it',
    source: binaryAnswers,
    binaryMediaTypes: png,
    request: { target, headers: { Accept: 'image/png' } },
    originAnswers: { headers: { 'Content-Type': 'image/png' }, body: gzip },
    answer: { body: gzip },
  },
  {
    name: 'bytes of a type that is not binary',
    source: binaryAnswers,
    binaryMediaTypes: png,
    request: { target, headers: { Accept: 'text/plain' } },
    originAnswers: { headers: { 'Content-Type': 'binary/octet-stream' }, body: gzip },
    answer: { body: asText },
  },
  ...(
    [
      ['without binary types', 'image/png', [], asText],
      ['of a binary type', 'image/png', png, gzip],
      ['of a type that is not binary', 'text/plain', png, asText],
    ] as const
  ).map(([name, type, binaryMediaTypes, body]) => ({
    name: `bytes of a request ${name}`,
    source: binaryRequests,
    binaryMediaTypes,
    request: { method: 'PUT', target, headers: { 'Content-Type': type }, body: gzip },
    asked: { body },
  })),
]

export const httpFacts: readonly GatewayFact[] = [...answers, ...requests, ...routes, ...binaries]
