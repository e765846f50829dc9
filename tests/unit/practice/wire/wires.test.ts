import { expect, test } from 'vitest'
import { ec2QueryWire } from '../../../../electron/practice/wire/ec2-query.ts'
import { jsonWire } from '../../../../electron/practice/wire/json.ts'
import { queryWire } from '../../../../electron/practice/wire/query.ts'
import { matchPath, restJsonWire } from '../../../../electron/practice/wire/rest-json.ts'
import type { WireRequest } from '../../../../electron/practice/wire/wire.ts'
import { xmlText } from '../../../../electron/practice/wire/xml.ts'
import { type Service, ServiceError } from '../../../../electron/practice/world.ts'

const operations = { DescribeStacks: () => ({}), GetFunction: () => ({}) }
const query: Service = { name: 'cloudformation', protocol: 'query', version: '2010-05-15', operations }
const json: Service = { name: 'ssm', protocol: 'json-1.1', version: 'AmazonSSM', operations }
const rest: Service = {
  name: 'lambda',
  protocol: 'rest-json',
  version: '',
  operations,
  routes: [{ method: 'GET', path: '/2015-03-31/functions/{FunctionName}', operation: 'GetFunction' }],
}

function requestOf(body: string, more: Partial<WireRequest> = {}): WireRequest {
  return { method: 'POST', target: '/', headers: {}, body: new TextEncoder().encode(body), ...more }
}

test('AWS Query: a call, its answer, its error', () => {
  expect(queryWire.read(query, requestOf('Action=DescribeStacks&Version=2010-05-15&StackName=s'))).toEqual({
    operation: 'DescribeStacks',
    input: { StackName: 's' },
  })
  expect(
    queryWire.result(query, 'DescribeStacks', { Stacks: [{ StackName: 'a<b' }], NextToken: null }, 'r-1')
      .body,
  ).toContain(
    '<DescribeStacksResponse xmlns="https://cloudformation.amazonaws.com/doc/2010-05-15/">' +
      '<DescribeStacksResult>' +
      '<Stacks><member><StackName>a&lt;b</StackName></member></Stacks></DescribeStacksResult>' +
      '<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></DescribeStacksResponse>',
  )
  const answer = queryWire.error(query, new ServiceError('ValidationError', 'no & never'), 'r-2')
  expect(answer.status).toBe(400)
  expect(answer.body).toContain(
    '<Error><Type>Sender</Type><Code>ValidationError</Code><Message>no &amp; never</Message></Error>' +
      '<RequestId>r-2</RequestId>',
  )
})

test('AWS Query: an operation of a later version of the same service', () => {
  const elb: Service = {
    name: 'elasticloadbalancing',
    protocol: 'query',
    version: '2012-06-01',
    operations: { DescribeLoadBalancers: () => ({}), '2015-12-01 DescribeLoadBalancers': () => ({}) },
  }
  const read = (version: string) =>
    queryWire.read(elb, requestOf(`Action=DescribeLoadBalancers&Version=${version}`)).operation
  expect(read('2012-06-01')).toBe('DescribeLoadBalancers')
  const later = read('2015-12-01')
  expect(queryWire.result(elb, later, {}, 'r-1').body).toContain(
    '<DescribeLoadBalancersResponse xmlns="https://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">' +
      '<DescribeLoadBalancersResult></DescribeLoadBalancersResult>',
  )
  expect(() => read('2010-01-01')).toThrow('Could not find operation')
})

test('EC2 Query: no result element, items, Errors', () => {
  const ec2: Service = { ...query, name: 'ec2', protocol: 'ec2', version: '2016-11-15' }
  expect(ec2QueryWire.result(ec2, 'DescribeVpcs', { vpcSet: [{ vpcId: 'vpc-1' }] }, 'r-1').body).toContain(
    '<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId>' +
      '<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>',
  )
  expect(ec2QueryWire.error(ec2, ec2QueryWire.standardError('throttled'), 'r-2')).toMatchObject({
    status: 503,
    body: expect.stringContaining('<Response><Errors><Error><Code>RequestLimitExceeded</Code>'),
  })
})

test('JSON 1.1: the target names the operation', () => {
  const headers = { 'x-amz-target': 'AmazonSSM.DescribeStacks' }
  expect(jsonWire.read(json, requestOf('{"A":1}', { headers }))).toEqual({
    operation: 'DescribeStacks',
    input: { A: 1 },
  })
  expect(jsonWire.error(json, new ServiceError('InvocationDoesNotExist', ''), 'r').body).toBe(
    '{"__type":"InvocationDoesNotExist","message":""}',
  )
  expect(() => jsonWire.read(json, requestOf('[1]', { headers }))).toThrow(
    expect.objectContaining({ code: 'SerializationException' }),
  )
  expect(() => jsonWire.read(json, requestOf('{', { headers }))).toThrow(
    expect.objectContaining({ code: 'SerializationException' }),
  )
})

test('REST-JSON: path, query and body make the input', () => {
  const target = '/2015-03-31/functions/arn%3Aaws%3Alambda?Qualifier=1&Tag=a&Tag=b'
  expect(restJsonWire.read(rest, requestOf('', { method: 'GET', target }))).toEqual({
    operation: 'GetFunction',
    input: { FunctionName: 'arn:aws:lambda', Qualifier: '1', Tag: ['a', 'b'] },
  })
  expect(restJsonWire.error(rest, restJsonWire.standardError('throttled'), 'r')).toMatchObject({
    status: 429,
    headers: { 'x-amzn-errortype': 'TooManyRequestsException' },
  })
  expect(matchPath('/a/{b}', '/a/')).toBeUndefined()
  expect(matchPath('/a/{b}', '/a/%ZZ')).toBeUndefined()
  expect(matchPath('/a/', '/a')).toEqual({})
})

test.each([
  [
    'query',
    'InvalidAction',
    400,
    () => queryWire.read(query, requestOf('Action=UpdateStack&Version=2010-05-15')),
  ],
  [
    'query, inherited name',
    'InvalidAction',
    400,
    () => queryWire.read(query, requestOf('Action=toString&Version=2010-05-15')),
  ],
  [
    'query, another version',
    'InvalidAction',
    400,
    () => queryWire.read(query, requestOf('Action=DescribeStacks&Version=1999-01-01')),
  ],
  [
    'ec2',
    'InvalidAction',
    400,
    () => ec2QueryWire.read(query, requestOf('Action=RunInstances&Version=2010-05-15')),
  ],
  [
    'json',
    'UnknownOperationException',
    400,
    () => jsonWire.read(json, requestOf('{}', { headers: { 'x-amz-target': 'AmazonSSM.Nope' } })),
  ],
  [
    'json, another service',
    'UnknownOperationException',
    400,
    () => jsonWire.read(json, requestOf('{}', { headers: { 'x-amz-target': 'Logs.DescribeStacks' } })),
  ],
  [
    'rest',
    'UnknownOperationException',
    404,
    () => restJsonWire.read(rest, requestOf('', { method: 'DELETE', target: '/2015-03-31/functions/f' })),
  ],
])('%s: an unknown operation is refused in the words of the service', (_name, code, status, read) => {
  expect(read).toThrow(expect.objectContaining({ code, status }))
})

test('what XML 1.0 cannot hold is replaced', () => {
  expect(xmlText('\u001B[31mred\u0000 \uD800 & 😀\r\n')).toBe('\uFFFD[31mred\uFFFD \uFFFD &amp; 😀&#xD;\n')
})
