import { describe, expect, test } from 'vitest'
import { resolveParameters } from '../../../../electron/practice/stacks/parameters.ts'
import { parseTemplate } from '../../../../electron/practice/stacks/parse-template.ts'
import { imageArchitecture } from '../../../../electron/practice/stacks/public-parameters.ts'

const context = {
  region: 'us-west-2',
  exists: (type: string, id: string) =>
    `${type} ${id}` === 'AWS::EC2::VPC vpc-1' || `${type} ${id}` === 'AWS::EC2::Subnet subnet-1',
}

function resolve(parameters: string, given: Record<string, string> = {}) {
  return resolveParameters(
    parseTemplate(`Parameters: ${parameters}\nResources: {A: {Type: T}}`),
    given,
    context,
  )
}

describe('values', () => {
  test('are the given ones, else the defaults, as text', () => {
    expect(
      resolve(
        '{A: {Type: String, Default: x}, B: {Type: Number, Default: 5}, C: {Type: String, Default: ""}}',
        { A: 'y' },
      ),
    ).toEqual({
      values: { A: 'y', B: '5', C: '' },
      resolved: {},
      refs: { A: 'y', B: '5', C: '' },
    })
  })

  test('of list types are lists for Ref', () => {
    const { refs, values } = resolve(
      '{A: {Type: CommaDelimitedList}, B: {Type: "List<AWS::EC2::Subnet::Id>"}, ' +
        'C: {Type: "List<Number>", Default: ""}}',
      {
        A: 'x, y',
        B: 'subnet-1',
      },
    )
    expect(refs).toEqual({ A: ['x', 'y'], B: ['subnet-1'], C: [] })
    expect(values).toEqual({ A: 'x, y', B: 'subnet-1', C: '' })
  })

  test('of public SSM parameters become image ids, other ones in another Region', () => {
    const name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
    const template = `{A: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: ${name}}}`
    const { refs, values, resolved } = resolve(template)
    expect(values['A']).toBe(name)
    expect(refs['A']).toMatch(/^ami-0[0-9a-f]{16}$/)
    expect(resolved).toEqual(refs)
    expect(resolve(template).refs).toEqual(refs)
    expect(imageArchitecture(String(refs['A']), 'us-west-2')).toBe('x86_64')
    expect(imageArchitecture(String(refs['A']), 'eu-west-1')).toBeUndefined()
  })
})

describe('refused', () => {
  test.each([
    ['{A: {Type: String}, B: {Type: String}}', {}, 'Parameters: [A, B] must have values'],
    [
      '{A: {Type: String, Default: x}}',
      { Y: '1', Z: '2' },
      'Parameters: [Y, Z] do not exist in the template',
    ],
    ['{A: {Type: Nonsense}}', { A: 'x' }, 'Template format error: Unrecognized parameter type: Nonsense'],
    ['{A: {Type: Number}}', { A: 'x' }, "Parameter 'A' must be a number."],
    ['{A: {Type: Number}}', { A: '' }, "Parameter 'A' must be a number."],
    ['{A: {Type: "List<Number>"}}', { A: '1,x' }, "Parameter 'A' must be a number."],
    [
      '{A: {Type: String, AllowedValues: [a, 1]}}',
      { A: 'b' },
      "Parameter 'A' failed to satisfy constraint: must be one of AllowedValues [a, 1]",
    ],
    [
      '{A: {Type: String, AllowedPattern: "a+"}}',
      { A: 'xaax' },
      "Parameter 'A' failed to satisfy constraint: must match pattern a+",
    ],
    [
      '{A: {Type: String, AllowedPattern: "a+", ConstraintDescription: only a}}',
      { A: 'b' },
      "Parameter 'A' failed to satisfy constraint: only a",
    ],
    ['{A: {Type: String, MinLength: 2}}', { A: 'b' }, 'must contain at least 2 characters'],
    ['{A: {Type: String, MaxLength: "2"}}', { A: 'bcd' }, 'must contain at most 2 characters'],
    ['{A: {Type: Number, MinValue: 2}}', { A: '1.9' }, 'must be a number not less than 2'],
    ['{A: {Type: Number, MaxValue: 2}}', { A: '3' }, 'must be a number not greater than 2'],
    ['{A: {Type: CommaDelimitedList, AllowedValues: [a, b]}}', { A: 'a,c' }, 'must be one of AllowedValues'],
    [
      '{A: {Type: "AWS::EC2::VPC::Id"}}',
      { A: 'vpc-2' },
      'parameter value vpc-2 for parameter name A does not exist',
    ],
    [
      '{A: {Type: "AWS::EC2::AvailabilityZone::Name"}}',
      { A: 'us-east-1a' },
      'parameter value us-east-1a for parameter name A does not exist',
    ],
    [
      '{A: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"}}',
      { A: '/x' },
      'Unable to fetch parameters [/x] from parameter store',
    ],
  ])('%s with %j', (parameters, given, message) => {
    expect(() => resolve(parameters, given)).toThrow(message)
  })

  test('limits themselves are allowed', () => {
    expect(
      resolve(
        '{A: {Type: Number, MinValue: 1, MaxValue: 1}, B: {Type: String, MinLength: 1, MaxLength: 1}}',
        { A: '1', B: 'x' },
      ).refs,
    ).toEqual({
      A: '1',
      B: 'x',
    })
  })
})
