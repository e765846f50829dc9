import { lambdaGuide, liveEvents, recordedUrl, urlGuide, type DoorFact } from './door-fact.ts'

const invocation = (id: string): string => recordedUrl(`TestLambdaURL::test_lambda_url_invocation[${id}]`)
const echoed = recordedUrl('TestLambdaURL::test_lambda_url_echo_http_fixture_default')
const form = recordedUrl('TestLambdaURL::test_lambda_url_form_payload')
const statuses = recordedUrl('TestLambdaURL::test_lambda_url_headers_and_status')

const answers = (id: string, given: unknown, body: string): DoorFact => ({
  name: `a function URL answers ${JSON.stringify(given)}`,
  door: 'function-url',
  source: invocation(id),
  functionAnswers: given,
  answer: {
    start: 'HTTP/1.1 200 OK',
    headers: { 'Content-Type': 'application/json', 'Content-Length': String(body.length) },
    body,
  },
})

const answered: DoorFact[] = [
  answers('dict', { hello: 'world' }, '{"hello":"world"}'),
  answers('http-response', { statusCode: 200, body: 'body123' }, 'body123'),
  answers('http-response-json', { statusCode: 200, body: '{"hello": "world"}' }, '{"hello": "world"}'),
  answers('list-mixed', ['hello', 3, true], '["hello",3,true]'),
  answers('string', 'hello', 'hello'),
  answers('integer', 3, '3'),
  answers('float', 3.1, '3.1'),
  answers('boolean', true, 'true'),
  {
    name: 'a function URL answers with a status and headers',
    door: 'function-url',
    source: statuses,
    functionAnswers: {
      statusCode: 201,
      headers: { 'Content-Type': 'application/json', 'My-Custom-Header': 'Custom Value' },
      body: '{"message": "hello-world"}',
      isBase64Encoded: false,
    },
    answer: {
      start: 'HTTP/1.1 201 Created',
      headers: { 'My-Custom-Header': 'Custom Value' },
      body: '{"message": "hello-world"}',
    },
  },
  {
    name: 'a function URL answers with a status as text',
    door: 'function-url',
    source: statuses,
    functionAnswers: { statusCode: '418', body: "i'm a teapot", isBase64Encoded: false },
    answer: { start: "HTTP/1.1 418 I'm a Teapot", body: "i'm a teapot" },
  },
  {
    name: 'a function URL answers with the id of the invocation',
    door: 'function-url',
    source: recordedUrl('TestRequestIdHandling::test_request_id_invoke_url'),
    answer: { headers: { 'x-amzn-RequestId': /^[\da-f-]{36}$/ } },
  },
  {
    name: 'a function URL sets cookies',
    door: 'function-url',
    source: urlGuide,
    functionAnswers: { statusCode: 200, cookies: ['Cookie_1=Value1; Path=/', 'Cookie_2=Value2'], body: '' },
    answer: { headers: { 'set-cookie': 'Cookie_1=Value1; Path=/, Cookie_2=Value2' } },
  },
  {
    name: 'the function of a URL fails',
    door: 'function-url',
    source: recordedUrl('TestLambdaURL::test_lambda_url_invocation_exception'),
    outcome: { kind: 'failed', errorType: 'Error', message: 'It fails.' },
    answer: { start: 'HTTP/1.1 502 Bad Gateway', body: 'Internal Server Error' },
  },
  {
    name: 'nobody may invoke the function of a URL',
    door: 'function-url',
    source: recordedUrl('TestLambdaPermissions::test_lambda_permission_url_invocation'),
    outcome: { kind: 'not-permitted' },
    answer: {
      start: 'HTTP/1.1 403 Forbidden',
      headers: { 'x-amzn-ErrorType': 'AccessDeniedException', 'Content-Type': 'application/json' },
      body:
        '{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: ' +
        'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}',
    },
  },
  {
    name: 'a URL without a function',
    door: 'function-url',
    source: recordedUrl('TestLambdaURL::test_lambda_url_non_existing_url'),
    outcome: { kind: 'not-found' },
    answer: {
      start: 'HTTP/1.1 403 Forbidden',
      headers: { 'x-amzn-ErrorType': 'AccessDeniedException', 'Content-Type': 'application/json' },
      body: '{"Message":null}',
    },
  },
  {
    name: 'the function of a URL is throttled',
    door: 'function-url',
    source: 'Lambda developer guide, Function URLs: 429 when a function is throttled',
    outcome: { kind: 'throttled' },
    answer: { start: 'HTTP/1.1 429 Too Many Requests' },
  },
]

const events: DoorFact[] = [
  {
    name: 'the path of a function URL is that of the request, undecoded',
    door: 'function-url',
    source: echoed,
    request: {
      method: 'POST',
      target: '/pa2%Fth/1?q=query&multiQuery=foo&multiQuery=%2Fbar',
      headers: {
        'content-type': 'application/json',
        'ExTrA-HeadErs': 'With WeiRd CapS',
        'user-agent': 'test/echo',
      },
      body: '{"foo": "bar"}',
    },
    event: {
      rawPath: '/pa2%Fth/1',
      queryStringParameters: { multiQuery: 'foo,/bar', q: 'query' },
      headers: {
        'content-length': '14',
        'content-type': 'application/json',
        'extra-headers': 'With WeiRd CapS',
        host: 'url123.lambda-url.us-west-2.on.aws',
        'user-agent': 'test/echo',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
        'x-amzn-tls-version': 'TLSv1.3',
      },
      body: '{"foo": "bar"}',
      isBase64Encoded: false,
    },
  },
  {
    name: 'the path of a function URL is decoded in its context only, and the query string nowhere',
    door: 'function-url',
    source: liveEvents,
    request: { target: '/capture/space%20value?plus=a+b&encoded=a%2Bb&empty=' },
    event: {
      rawPath: '/capture/space%20value',
      rawQueryString: 'plus=a+b&encoded=a%2Bb&empty=',
      requestContext: { http: { path: '/capture/space value' } },
    },
  },
  {
    name: 'who asks a function URL is anonymous',
    door: 'function-url',
    source: urlGuide,
    request: { target: '/my/path' },
    event: {
      version: '2.0',
      routeKey: '$default',
      requestContext: {
        accountId: 'anonymous',
        apiId: 'url123',
        domainName: 'url123.lambda-url.us-west-2.on.aws',
        domainPrefix: 'url123',
        routeKey: '$default',
        stage: '$default',
      },
    },
  },
  {
    name: 'a text sent to a function URL',
    door: 'function-url',
    source: recordedUrl('TestLambdaURL::test_lambda_url_echo_invoke[None]'),
    request: { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'text' },
    event: { body: 'text', isBase64Encoded: false },
  },
  {
    name: 'nothing sent to a function URL',
    door: 'function-url',
    source: recordedUrl('TestLambdaURL::test_lambda_url_echo_invoke[None]'),
    request: { method: 'POST' },
    event: { isBase64Encoded: false },
    eventLacks: ['body'],
  },
  {
    name: 'a form of several parts sent to a function URL is base64',
    door: 'function-url',
    source: form,
    request: {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=4efd' },
      body: '--4efd--\r\n',
    },
    event: { body: Buffer.from('--4efd--\r\n').toString('base64'), isBase64Encoded: true },
  },
  {
    name: 'cookies sent to a function URL',
    door: 'function-url',
    source: urlGuide,
    request: { headers: { Cookie: 'cookie1; cookie2' } },
    event: { cookies: ['cookie1', 'cookie2'] },
    eventWithout: 'cookie',
  },
  {
    name: 'a function URL has no variables of a stage',
    door: 'function-url',
    source: lambdaGuide,
    event: { version: '2.0' },
    eventLacks: ['stageVariables', 'pathParameters'],
  },
]

export const functionUrlFacts: readonly DoorFact[] = [...answered, ...events]
