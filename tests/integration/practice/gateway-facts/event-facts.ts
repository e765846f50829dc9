import { recorded, reported, type GatewayFact } from './gateway-fact.ts'

const source = recorded('lambda', 'test_lambda_aws_proxy_integration')
const unusualName = reported('G9', `names as any other in ${source}`)

const path = (target: string, event: object): GatewayFact => ({
  name: `the path of GET ${target}`,
  source,
  request: { target },
  event,
})

const paths: GatewayFact[] = [
  path('/lambda/value', {
    resource: '/{proxy+}',
    path: '/value',
    pathParameters: { proxy: 'value' },
    requestContext: { path: '/lambda/value', resourcePath: '/{proxy+}', stage: 'lambda' },
  }),
  path('/lambda/value/', {
    path: '/value/',
    pathParameters: { proxy: 'value' },
    requestContext: { path: '/lambda/value/' },
  }),
  path('/lambda/value//double-slash', {
    path: '/value//double-slash',
    pathParameters: { proxy: 'value//double-slash' },
    requestContext: { path: '/lambda/value//double-slash' },
  }),
  path('//lambda/value', { path: '/value', requestContext: { path: '/lambda/value' } }),
  path('/lambda//value', {
    path: '/value',
    pathParameters: { proxy: 'value' },
    requestContext: { path: '/lambda//value' },
  }),
  path('/lambda//hardcoded', {
    resource: '/hardcoded',
    path: '/hardcoded',
    pathParameters: null,
    requestContext: { path: '/lambda//hardcoded', resourcePath: '/hardcoded' },
  }),
  path('/lambda/value/?urlparam=test', {
    path: '/value/',
    pathParameters: { proxy: 'value' },
    queryStringParameters: { urlparam: 'test' },
  }),
  path('/lambda/user/test%2Balias@gmail.com/plus/test+alias@gmail.com', {
    path: '/user/test%2Balias@gmail.com/plus/test+alias@gmail.com',
    pathParameters: { proxy: 'user/test%2Balias@gmail.com/plus/test+alias@gmail.com' },
  }),
  {
    ...path('/variable/foobar', {
      resource: '/{name}',
      path: '/foobar',
      pathParameters: { name: 'foobar' },
      requestContext: { resourcePath: '/{name}' },
    }),
    source: recorded('lambda', 'test_lambda_aws_proxy_integration_request_data_mapping'),
  },
]

const query = (name: string, text: string, single: object | null, multiple: object | null): GatewayFact => ({
  name: `a query string: ${name}`,
  source,
  request: { target: `/lambda/value${text}` },
  event: { queryStringParameters: single, multiValueQueryStringParameters: multiple },
})

const queries: GatewayFact[] = [
  query('none is null', '', null, null),
  query('one parameter', '?urlparam=test', { urlparam: 'test' }, { urlparam: ['test'] }),
  query('a plus is a space', '?p=test+alias', { p: 'test alias' }, { p: ['test alias'] }),
  query('%2B is a plus', '?email=test%2Balias', { email: 'test+alias' }, { email: ['test+alias'] }),
  query('%20 is a space', '?w=foo%20bar', { w: 'foo bar' }, { w: ['foo bar'] }),
  query('reserved characters stay', '?u=https://a.b/', { u: 'https://a.b/' }, { u: ['https://a.b/'] }),
  query(
    'the last of several values counts',
    '?price=10&price=20&price=30&category=a',
    { price: '30', category: 'a' },
    { price: ['10', '20', '30'], category: ['a'] },
  ),
]

/** Names that every object of JavaScript has. */
const unusualNames: GatewayFact[] = ['constructor', '__proto__', 'toString'].flatMap((name) => [
  {
    name: `a parameter of the query string called ${name}`,
    source: unusualName,
    request: { target: `/lambda/value?${name}=2` },
    event: {
      queryStringParameters: Object.fromEntries([[name, '2']]),
      multiValueQueryStringParameters: Object.fromEntries([[name, ['2']]]),
    },
    answer: { start: 'HTTP/1.1 200 OK' },
  },
  {
    name: `a header called ${name}`,
    source: unusualName,
    request: { headers: { [name]: 'z' } },
    event: {
      headers: Object.fromEntries([[name, 'z']]),
      multiValueHeaders: Object.fromEntries([[name, ['z']]]),
    },
    answer: { start: 'HTTP/1.1 200 OK' },
  },
])

const identity = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userAgent: 'python-requests/testing',
  userArn: null,
}

const rest: GatewayFact[] = [
  {
    name: 'the name of a header stays as it is written',
    source,
    request: { headers: { 'tEsT-HEADeR': 'aValUE' } },
    event: { headers: { 'tEsT-HEADeR': 'aValUE' }, multiValueHeaders: { 'tEsT-HEADeR': ['aValUE'] } },
  },
  {
    name: 'a request without a body',
    source,
    event: { body: null, isBase64Encoded: false, httpMethod: 'GET', stageVariables: null },
  },
  {
    name: 'a body of JSON is text, and its length is no header',
    source,
    request: {
      method: 'POST',
      headers: { 'Content-Type': 'application/json;charset=utf-8' },
      body: '{"message": "hello world"}',
    },
    event: {
      httpMethod: 'POST',
      body: '{"message": "hello world"}',
      isBase64Encoded: false,
      headers: { 'Content-Type': 'application/json;charset=utf-8' },
    },
    eventWithout: 'Content-Length',
  },
  {
    name: 'the context of a request without authorization',
    source,
    request: { headers: { 'User-Agent': 'python-requests/testing' } },
    event: { requestContext: { httpMethod: 'GET', protocol: 'HTTP/1.1', identity } },
  },
]

export const eventFacts: readonly GatewayFact[] = [...paths, ...queries, ...unusualNames, ...rest]
