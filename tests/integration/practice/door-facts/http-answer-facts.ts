import {
  behindLink,
  directAndByApi,
  headersOfAnswers,
  httpQuotas,
  lambdaGuide,
  unavailable,
  type DoorFact,
} from './door-fact.ts'

const ok = 'HTTP/1.1 200 OK'

const answers = (
  door: 'http-1.0' | 'http-2.0',
  name: string,
  given: unknown,
  answer: DoorFact['answer'],
): DoorFact => ({
  name: `${door} answers ${name}`,
  door,
  source: lambdaGuide,
  functionAnswers: given,
  answer: answer ?? {},
})

const serverError = {
  start: 'HTTP/1.1 500 Internal Server Error',
  headers: { 'Content-Type': 'application/json', 'Apigw-Requestid': /=$/ },
  body: '{"message":"Internal Server Error"}',
}

const answered: DoorFact[] = [
  answers(
    'http-2.0',
    'an object without a status: the body of a 200',
    { message: 'hi' },
    {
      start: ok,
      headers: { 'Content-Type': 'application/json' },
      body: '{"message":"hi"}',
    },
  ),
  answers('http-2.0', 'a text: the body as it is', 'Hello from Lambda!', {
    start: ok,
    headers: { 'Content-Type': 'application/json' },
    body: 'Hello from Lambda!',
  }),
  answers(
    'http-2.0',
    'with a status, headers and cookies',
    { statusCode: 201, headers: { 'My-Custom-Header': 'Custom Value' }, cookies: ['a=1', 'b=2'], body: 'x' },
    {
      start: 'HTTP/1.1 201 Created',
      headers: { 'My-Custom-Header': 'Custom Value', 'set-cookie': 'a=1, b=2' },
      body: 'x',
    },
  ),
  answers(
    'http-2.0',
    'base64',
    { statusCode: 200, body: 'AP8Q', isBase64Encoded: true },
    {
      start: ok,
      body: Buffer.from('00ff10', 'hex'),
    },
  ),
  answers('http-2.0', 'a status that is none', { statusCode: 'test', body: 'x' }, serverError),
  answers(
    'http-1.0',
    'with several values of a header',
    {
      statusCode: 200,
      headers: { one: '1' },
      multiValueHeaders: { many: ['1', '2'] },
      body: 'x',
    },
    { start: ok, headers: { one: '1', many: '1, 2' }, body: 'x' },
  ),
  answers('http-1.0', 'an object without a status', { message: 'hi' }, serverError),
  answers('http-1.0', 'a text', 'hi', serverError),
  {
    name: 'an HTTP API answers with the id of the request, and no other of its own',
    door: 'http-2.0',
    source: headersOfAnswers,
    answer: {
      start: ok,
      headers: {
        'Apigw-Requestid': /^[\w-]{15}=$/,
        Connection: 'keep-alive',
        'Content-Length': /^\d+$/,
        Date: /GMT$/,
        'x-amzn-RequestId': undefined,
        'X-Amzn-Trace-Id': undefined,
      },
    },
  },
  {
    name: 'a function behind an HTTP API fails',
    door: 'http-2.0',
    source: 'denoland/deno_registry2#87',
    outcome: { kind: 'failed', errorType: 'Error', message: 'It fails.' },
    answer: serverError,
  },
  {
    name: 'a function behind an HTTP API may not be invoked',
    door: 'http-2.0',
    source: 'API Gateway developer guide, Troubleshooting HTTP API Lambda integrations',
    outcome: { kind: 'not-permitted' },
    answer: serverError,
  },
  {
    name: 'a function behind an HTTP API is throttled',
    door: 'http-2.0',
    source: 'inferred from the status of an integration that cannot be had',
    outcome: { kind: 'throttled' },
    answer: { start: 'HTTP/1.1 503 Service Unavailable', body: '{"message":"Service Unavailable"}' },
  },
]

const forwarded: DoorFact[] = [
  {
    name: 'a public backend gets Forwarded and Via, and its own host',
    door: 'http-public',
    source: directAndByApi,
    request: { target: '/get?a=b', headers: { 'user-agent': 'test' } },
    asked: {
      start: 'GET /get?a=b HTTP/1.1',
      headers: {
        Host: 'origin.example.internal',
        Forwarded:
          /^by=[\d.]+;for=127\.0\.0\.1;host=api123\.execute-api\.us-west-2\.amazonaws\.com;proto=https$/,
        Via: 'HTTP/1.1 AmazonAPIGateway',
        'X-Amzn-Trace-Id': /^Root=1-/,
        'X-Forwarded-For': undefined,
        'user-agent': 'test',
      },
    },
  },
  {
    name: 'a private backend gets the host that the client has asked',
    door: 'http-private',
    source: behindLink,
    request: { target: '/api/items', headers: { 'user-agent': 'test' } },
    asked: {
      start: 'GET /api/items HTTP/1.1',
      headers: {
        Host: 'api123.execute-api.us-west-2.amazonaws.com',
        Forwarded: 'for=127.0.0.1;host=api123.execute-api.us-west-2.amazonaws.com;proto=https',
        Via: 'HTTP/1.1 AmazonAPIGateway',
        'Content-Length': '0',
      },
    },
  },
  {
    name: 'a trace that a request has is handed on',
    door: 'http-private',
    source: behindLink,
    request: { headers: { 'x-amzn-trace-id': 'Root=1-6555f719-1906872f41621b17250bb83a' } },
    asked: { headers: { 'X-Amzn-Trace-Id': 'Root=1-6555f719-1906872f41621b17250bb83a' } },
  },
  {
    name: 'a body passes an HTTP API byte by byte',
    door: 'http-private',
    source: httpQuotas,
    request: {
      method: 'PUT',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: Buffer.from('00ff10', 'hex'),
    },
    asked: { headers: { 'Content-Length': '3' }, body: Buffer.from('00ff10', 'hex') },
    originAnswers: { headers: { 'Content-Type': 'application/zip' }, body: Buffer.from('ff00ee', 'hex') },
    answer: { headers: { 'Content-Type': 'application/zip' }, body: Buffer.from('ff00ee', 'hex') },
  },
  {
    name: 'headers of a backend keep their names',
    door: 'http-private',
    source: headersOfAnswers,
    originAnswers: {
      headers: { Server: 'nginx', Date: 'Mon, 01 Jan 2024 00:00:00 GMT', Connection: 'close' },
    },
    answer: {
      headers: {
        Server: 'nginx',
        Date: 'Mon, 01 Jan 2024 00:00:00 GMT',
        Connection: 'keep-alive',
        'x-amzn-Remapped-Server': undefined,
      },
    },
  },
  {
    name: 'the status of a backend passes',
    door: 'http-private',
    source: lambdaGuide,
    originAnswers: { start: 'HTTP/1.1 404 Not Found', body: 'no' },
    answer: { start: 'HTTP/1.1 404 Not Found', body: 'no' },
  },
  {
    name: 'a backend that does not answer in time',
    door: 'http-private',
    source: unavailable,
    originFails: 'silent',
    answer: {
      start: 'HTTP/1.1 503 Service Unavailable',
      headers: { 'Content-Length': '33', 'Content-Type': undefined, 'Apigw-Requestid': /=$/ },
      body: '{"message":"Service Unavailable"}',
    },
  },
  {
    name: 'a backend that is not there',
    door: 'http-private',
    source: unavailable,
    originFails: 'gone',
    answer: { start: 'HTTP/1.1 503 Service Unavailable', body: '{"message":"Service Unavailable"}' },
  },
  {
    name: 'more headers than an HTTP API takes',
    door: 'http-private',
    source: httpQuotas,
    request: { headers: { 'x-long': 'x'.repeat(10_240) } },
    answer: { start: 'HTTP/1.1 431 Request Header Fields Too Large' },
  },
]

export const httpAnswerFacts: readonly DoorFact[] = [...answered, ...forwarded]
