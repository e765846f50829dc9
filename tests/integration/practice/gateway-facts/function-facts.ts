import { recorded, reported, type GatewayFact } from './gateway-fact.ts'

const formats = recorded('lambda', 'test_aws_proxy_response_payload_format_validation')
const oldFormats = recorded('lambda', 'test_lambda_aws_proxy_response_format')
const binary = recorded('lambda', 'test_aws_proxy_binary_response')
const traces = recorded('common', 'TestApiGatewayCommon::test_invocation_trace_id')
const mergedHeaders = 'AWS documentation, Lambda proxy integrations: output format of a function'

type Message = NonNullable<GatewayFact['answer']>

const answers = (name: string, given: unknown, answer: Message, source = formats): GatewayFact => ({
  name: `a function answers ${name}`,
  source,
  functionAnswers: given,
  answer,
})

const ok = 'HTTP/1.1 200 OK'

/** As long as the recorded one, 36 bytes: a space stands after the colon. */
const malformed = {
  start: 'HTTP/1.1 502 Bad Gateway',
  headers: {
    'Content-Type': 'application/json',
    'Content-Length': '36',
    'x-amzn-ErrorType': 'InternalServerErrorException',
    'x-amzn-RequestId': /^[\da-f-]{36}$/,
    'x-amz-apigw-id': /=$/,
    'X-Amzn-Trace-Id': undefined,
  },
  body: '{"message": "Internal server error"}',
}

const headers: GatewayFact[] = [
  answers(
    'with headers, one of them true',
    { statusCode: 200, headers: { 'test-header': 'value', 'header-bool': true } },
    { start: ok, headers: { 'test-header': 'value', 'header-bool': 'true' } },
  ),
  answers('headers that are null', { statusCode: 200, headers: null }, { start: ok, body: '' }),
  answers(
    'headers only',
    { headers: { 'test-header': 'value' } },
    { start: ok, headers: { 'test-header': 'value' }, body: '' },
  ),
  answers(
    'several values',
    { statusCode: 200, multiValueHeaders: { 'test-multi': ['value1', 'value2'] } },
    { start: ok, headers: { 'test-multi': 'value1, value2' } },
  ),
  answers(
    'a name in both kinds of headers',
    { statusCode: 200, multiValueHeaders: { 'test-multi': ['multi'] }, headers: { 'test-multi': 'solo' } },
    { start: ok, headers: { 'test-multi': 'multi, solo' } },
  ),
  answers(
    'a name in both kinds of headers, spelt differently',
    { statusCode: 200, multiValueHeaders: { 'tesT-Multi': ['multi'] }, headers: { 'test-multi': 'solo' } },
    { start: ok, headers: { 'tesT-Multi': 'multi, solo' } },
  ),
  answers(
    'the same value in both kinds of headers',
    { statusCode: 200, multiValueHeaders: { a: ['1', '2'] }, headers: { a: '2' } },
    { start: ok, headers: { a: '1, 2' } },
    mergedHeaders,
  ),
  answers(
    'one value where several belong',
    { statusCode: 200, multiValueHeaders: { 'test-multi-invalid': 'value1' } },
    malformed,
  ),
  answers(
    'several values where one belongs',
    { statusCode: 200, headers: { a: ['b'] } },
    malformed,
    reported('G8', 'brefphp/bref#587'),
  ),
  answers(
    'with a line feed in a header',
    { statusCode: 200, headers: { a: 'b\nc' } },
    malformed,
    reported('G11', `malformed as in ${formats}`),
  ),
  answers(
    'with characters in a header that HTTP does not allow',
    { statusCode: 200, headers: { a: '日本' } },
    malformed,
    reported('G11', `malformed as in ${formats}`),
  ),
  ...['constructor', '__proto__', 'toString'].map((name) =>
    answers(
      `with a header called ${name}`,
      { statusCode: 200, headers: Object.fromEntries([[name, 'z']]) },
      { start: ok, headers: Object.fromEntries([[name, 'z']]) },
      reported('G9', `names as any other in ${formats}`),
    ),
  ),
]

const statusAndBody: GatewayFact[] = [
  answers(
    'a status only',
    { statusCode: 200 },
    {
      start: ok,
      headers: { 'Content-Type': 'application/json', 'Content-Length': '0', 'X-Amzn-Trace-Id': /^Root=1-/ },
      body: '',
    },
  ),
  answers('an empty object', {}, { start: ok, body: '' }, oldFormats),
  answers('a field that is none of the format', { statusCode: 200, wrongValue: 'value' }, malformed),
  answers('the cookies of HTTP APIs', { statusCode: 200, cookies: ['a=b'] }, malformed),
  answers('text', 'justAString', malformed),
  answers('a status as text', { statusCode: '201' }, { start: 'HTTP/1.1 201 Created' }),
  answers('a status that is no number', { statusCode: 'test' }, malformed),
  answers(
    'an object as its body',
    { statusCode: 200, body: {} },
    malformed,
    reported('G8', 'vincentsarago/lambda-proxy#59'),
  ),
  answers(
    'base64 where no type is binary',
    { statusCode: 200, body: 'dGVzdC1kYXRh', isBase64Encoded: true },
    { start: ok, body: 'dGVzdC1kYXRh' },
  ),
  answers(
    'text that looks like base64',
    { statusCode: 200, body: 'dGVzdC1kYXRh' },
    { start: ok, body: 'dGVzdC1kYXRh' },
  ),
  { name: 'a function fails', source: formats, functionFails: true, answer: malformed },
]

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/wIAAgkBAyMAlYwAAAAASUVORK5CYII=',
  'base64',
)

const accepting = (
  accept: string,
  binaryMediaTypes: readonly string[],
  body: Buffer | string,
): GatewayFact => ({
  name: `a function answers base64 to ${accept}, binary: ${binaryMediaTypes.join()}`,
  source: binary,
  binaryMediaTypes,
  request: { headers: { Accept: accept } },
  functionAnswers: {
    statusCode: 200,
    headers: { 'Content-Type': 'image/png', 'Cache-Control': 'no-cache' },
    body: png.toString('base64'),
    isBase64Encoded: true,
  },
  answer: { start: ok, headers: { 'Content-Type': 'image/png', 'Cache-Control': 'no-cache' }, body },
})

const mediaTypes = ['image/png', '*/test']
const binaryAnswers = [
  accepting('image/png', [], png.toString('base64')),
  accepting('image/png', mediaTypes, png),
  ...['image/jpg', 'image/*', '*/test', 'random/test', '*/*'].map((accept) =>
    accepting(accept, mediaTypes, png.toString('base64')),
  ),
]

const root = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8'
const traced = (name: string, given: string, answered: RegExp): GatewayFact => ({
  name: `the trace of a request with ${name}`,
  source: traces,
  request: { headers: { 'x-amzn-trace-id': given } },
  answer: { start: ok, headers: { 'X-Amzn-Trace-Id': answered } },
})

export const functionFacts: readonly GatewayFact[] = [
  ...headers,
  ...statusAndBody,
  ...binaryAnswers,
  traced(
    'parent and sampling',
    `${root};Parent=7fa8c0f79203be72;Sampled=1`,
    /^Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1/,
  ),
  traced(
    'a root only',
    root,
    /^Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=(?!7fa8c0f79203be72)[\da-f]{16}/,
  ),
]
