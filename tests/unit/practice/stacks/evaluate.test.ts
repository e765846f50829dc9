import { describe, expect, test } from 'vitest'
import { evaluate, evaluateConditions } from '../../../../electron/practice/stacks/evaluate.ts'
import type { Scope } from '../../../../electron/practice/stacks/evaluate.ts'
import type { Json } from '../../../../electron/practice/world.ts'

const scope: Scope = {
  region: 'us-west-2',
  refs: {
    'AWS::Region': 'us-west-2',
    'AWS::URLSuffix': 'amazonaws.com',
    Name: 'n',
    List: ['x', 'y'],
    Empty: '',
  },
  mappings: { Sizes: { small: { memory: 128, list: ['a'] } } },
  conditions: { Yes: true, No: false },
  resources: {
    Vpc: { physicalId: 'vpc-1', attributes: { CidrBlock: '10.0.0.0/16', 'A.B': 'nested', _secret: 'x' } },
  },
  zones: (region) => [`${region}a`, `${region}b`],
}

describe('functions', () => {
  test.each<[Json, Json]>([
    ['plain', 'plain'],
    [{ a: [1, true, null] }, { a: [1, true, null] }],
    [{ Ref: 'Name' }, 'n'],
    [{ Ref: 'List' }, ['x', 'y']],
    [{ Ref: 'Vpc' }, 'vpc-1'],
    [{ Ref: 'AWS::Region' }, 'us-west-2'],
    [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, '10.0.0.0/16'],
    [{ 'Fn::GetAtt': 'Vpc.A.B' }, 'nested'],
    [
      { 'Fn::Sub': '${Name}-${Vpc}-${Vpc.CidrBlock}-${!Literal}-${AWS::Region}-$x' },
      'n-vpc-1-10.0.0.0/16-${Literal}-us-west-2-$x',
    ],
    [{ 'Fn::Sub': ['${Name}/${v}', { Name: 'own', v: { 'Fn::Join': ['+', [1, 'b']] } }] }, 'own/1+b'],
    [{ 'Fn::Join': [',', { Ref: 'List' }] }, 'x,y'],
    [{ 'Fn::Join': ['', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'ab'],
    [{ 'Fn::Select': ['1', { 'Fn::GetAZs': '' }] }, 'us-west-2b'],
    [{ 'Fn::Select': [0, { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] }, 'us-west-2a'],
    [{ 'Fn::GetAZs': 'eu-west-1' }, ['eu-west-1a', 'eu-west-1b']],
    [{ 'Fn::Split': ['.', 'a.b'] }, ['a', 'b']],
    [{ 'Fn::If': ['Yes', { Ref: 'Name' }, { Ref: 'Missing' }] }, 'n'],
    [{ a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, b: [{ Ref: 'AWS::NoValue' }, 2] }, { b: [2] }],
    [{ 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, 128],
    [{ 'Fn::FindInMap': ['Sizes', { 'Fn::Join': ['', ['sma', 'll']] }, 'list'] }, ['a']],
    [{ 'Fn::Base64': { 'Fn::Sub': 'é ${Name}' } }, Buffer.from('é n').toString('base64')],
    [{ 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 2, 8] }, ['10.0.0.0/24', '10.0.1.0/24']],
    [{ 'Fn::Cidr': ['10.0.64.0/22', '2', '9'] }, ['10.0.64.0/23', '10.0.66.0/23']],
    [
      { Statement: [{ Effect: 'Allow', Condition: { StringEquals: { x: { Ref: 'Name' } } } }] },
      { Statement: [{ Effect: 'Allow', Condition: { StringEquals: { x: 'n' } } }] },
    ],
    [{ Condition: { Bool: { 'aws:x': 'true' } } }, { Condition: { Bool: { 'aws:x': 'true' } } }],
  ])('%j', (expression, value) => {
    expect(evaluate(expression, scope)).toEqual(value)
  })

  test('NoValue for the whole is undefined', () => {
    expect(evaluate({ Ref: 'AWS::NoValue' }, scope)).toBeUndefined()
    expect(evaluate({ 'Fn::If': ['No', 'x', { Ref: 'AWS::NoValue' }] }, scope)).toBeUndefined()
  })

  test.each<[Json, string]>([
    [{ 'Fn::Nonsense': 'x' }, 'Unrecognized or unimplemented function Fn::Nonsense'],
    [{ 'Fn::ImportValue': 'x' }, 'Unrecognized or unimplemented function Fn::ImportValue'],
    [{ 'Fn::Join': ['', []], other: 1 }, 'Fn::Join must stand alone'],
    [{ Ref: 'Missing' }, 'Unresolved reference Missing'],
    [{ Ref: ['x'] }, 'Ref requires a string'],
    [{ 'Fn::GetAtt': ['Missing', 'X'] }, 'references undefined resource Missing'],
    [
      { 'Fn::GetAtt': ['Vpc', 'Nonsense'] },
      'resource Vpc does not support attribute type Nonsense in Fn::GetAtt',
    ],
    [{ 'Fn::GetAtt': ['Vpc', '_secret'] }, 'does not support attribute type _secret'],
    [{ 'Fn::Sub': '${Missing}' }, 'Unresolved reference Missing'],
    [{ 'Fn::Sub': '${List}' }, 'Fn::Sub requires a string'],
    [{ 'Fn::Join': ['', 'x'] }, 'Fn::Join requires a list'],
    [{ 'Fn::Join': ['', ['a', ['b']]] }, 'Fn::Join requires a string'],
    [{ 'Fn::Select': [2, ['a', 'b']] }, 'Fn::Select cannot select nonexistent value at index 2'],
    [{ 'Fn::If': ['Missing', 1, 2] }, 'Unresolved condition Missing'],
    [{ 'Fn::If': ['Yes', 1] }, 'Fn::If requires a list of 3 arguments'],
    [{ 'Fn::FindInMap': ['Sizes', 'big', 'memory'] }, 'Unable to get mapping for Sizes::big::memory'],
    [{ 'Fn::Cidr': ['10.0.0.0/24', 2, 8] }, 'Fn::Cidr cannot make 2 blocks'],
    [{ 'Fn::Cidr': ['fd00::/8', 1, 8] }, 'Fn::Cidr cannot make 1 blocks'],
  ])('%j is refused', (expression, message) => {
    expect(() => evaluate(expression, scope)).toThrow(message)
  })
})

describe('conditions', () => {
  test('refer to parameters, mappings and each other, in any order', () => {
    const conditions = {
      Or: { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] },
      And: { 'Fn::And': [{ Condition: 'No' }, { Condition: 'Yes' }] },
      No: { 'Fn::Not': [{ Condition: 'Yes' }] },
      Yes: { 'Fn::Equals': [{ Ref: 'Name' }, 'n'] },
      Empty: { 'Fn::Equals': [{ Ref: 'Empty' }, ''] },
      Number: { 'Fn::Equals': [{ 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, '128'] },
    }
    expect(evaluateConditions(conditions, scope)).toEqual({
      Or: true,
      And: false,
      No: false,
      Yes: true,
      Empty: true,
      Number: true,
    })
  })

  test.each<[Json, string]>([
    [{ A: { 'Fn::Not': [{ Condition: 'B' }] } }, 'Unresolved condition B'],
    [{ A: { Condition: 'B' }, B: { Condition: 'A' } }, 'Circular dependency between conditions: [A, B]'],
    [{ A: { Ref: 'Name' } }, 'Conditions can only be boolean operations'],
    [{ A: { 'Fn::Equals': ['x'] } }, 'every Fn::Equals object requires a list of 2'],
    [{ A: { 'Fn::And': [{ 'Fn::Equals': ['x', 'x'] }] } }, 'every Fn::And object requires a list of 2 to 10'],
  ])('%j is refused', (conditions, message) => {
    expect(() => evaluateConditions(conditions as { A: Json }, scope)).toThrow(message)
  })
})
