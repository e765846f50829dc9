import { describe, expect, test } from 'vitest'
import { parseTemplate } from '../../../../electron/practice/stacks/parse-template.ts'
import { ServiceError } from '../../../../electron/practice/world.ts'

function properties(yaml: string) {
  return parseTemplate(`Resources:\n  A:\n    Type: T\n    Properties:\n${yaml.replaceAll(/^/gm, '      ')}`)
    .Resources['A']?.Properties
}

describe('short tags', () => {
  test('become long-form intrinsics, whatever they hold', () => {
    expect(
      properties(`
scalar: !Sub 'a-\${B}'
list: !Join ['-', [a, !Ref B]]
map: !GetAZs { Ref: 'AWS::Region' }
condition: !If [C, !Select [0, !GetAZs ''], !Ref 'AWS::NoValue']
text: !Base64
  Fn::Sub: |
    one
    two
`),
    ).toEqual({
      scalar: { 'Fn::Sub': 'a-${B}' },
      list: { 'Fn::Join': ['-', ['a', { Ref: 'B' }]] },
      map: { 'Fn::GetAZs': { Ref: 'AWS::Region' } },
      condition: { 'Fn::If': ['C', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, { Ref: 'AWS::NoValue' }] },
      text: { 'Fn::Base64': { 'Fn::Sub': 'one\ntwo\n' } },
    })
  })

  test('GetAtt takes a dotted string, of which only the first dot separates, or a list', () => {
    expect(properties('a: !GetAtt B.C.D\nb: !GetAtt [B, C]')).toEqual({
      a: { 'Fn::GetAtt': ['B', 'C.D'] },
      b: { 'Fn::GetAtt': ['B', 'C'] },
    })
  })

  test('conditions refer to each other by !Condition', () => {
    const template = parseTemplate(
      'Conditions: {D: !Not [!Condition C], C: !Equals [a, b]}\nResources: {A: {Type: T}}',
    )
    expect(template.Conditions).toEqual({
      D: { 'Fn::Not': [{ Condition: 'C' }] },
      C: { 'Fn::Equals': ['a', 'b'] },
    })
  })

  test('an unknown one is an error, not a plain value', () => {
    expect(() => properties('a: !Nonsense x')).toThrow(
      /^Template format error: YAML not well-formed\. \(line 5, column 10\): .*!Nonsense/,
    )
  })
})

describe('documents', () => {
  test('JSON and YAML give the same', () => {
    const json =
      '{"AWSTemplateFormatVersion":"2010-09-09",' +
      '"Resources":{"A":{"Type":"T","Properties":{"x":{"Ref":"B"}}}}}'
    const yaml = 'AWSTemplateFormatVersion: 2010-09-09\nResources: {A: {Type: T, Properties: {x: !Ref B}}}'
    expect(parseTemplate(json)).toEqual(parseTemplate(yaml))
    expect(parseTemplate(json)).toMatchObject({ Parameters: {}, Outputs: {}, Mappings: {}, Conditions: {} })
  })

  test('numeric keys of mappings are text', () => {
    expect(
      parseTemplate('Mappings: {M: {123456789012: {a: 1}}}\nResources: {A: {Type: T}}').Mappings,
    ).toEqual({
      M: { '123456789012': { a: 1 } },
    })
  })

  test.each([
    ['', 'Template format error: unsupported structure.'],
    ['just text', 'Template format error: unsupported structure.'],
    ['{"Resources":', 'Template format error: JSON not well-formed.'],
    ['Resources: [', 'Template format error: YAML not well-formed.'],
    [
      'Resources:\n  A: {Type: T}\n  A: {Type: T}',
      'Template format error: YAML not well-formed. (line 3, column 3)',
    ],
    ['Resources: &r {A: {Type: T}}\nMetadata: *r', 'YAML aliases are not allowed'],
    ['Resources: {}', 'At least one Resources member must be defined.'],
    ['Parameters: {}', 'At least one Resources member must be defined.'],
    ['Resource: {A: {Type: T}}', 'Invalid template property or properties [Resource]'],
    [
      'AWSTemplateFormatVersion: 2011-01-01\nResources: {A: {Type: T}}',
      'Template version "2011-01-01" is not supported.',
    ],
    ['Resources: {A: {}}', '[/Resources/A] Every Resources object must contain a Type member.'],
    ['Resources: {A: text}', '[/Resources/A] Every Resources member must be an object.'],
    ['Resources: {A-B: {Type: T}}', 'Resource name A-B is non alphanumeric.'],
    ['Resources: {A: {Type: T, Propertys: {}}}', "Invalid template resource property 'Propertys'"],
    ['Resources: {A: {Type: T, Properties: [1]}}', 'Any Properties member must be a JSON object.'],
    ['Resources: {A: {Type: T, DependsOn: {B: 1}}}', 'DependsOn must be a string or list of strings.'],
    ['Resources: {A: {Type: T, DeletionPolicy: Keep}}', 'Unrecognized DeletionPolicy "Keep" for resource A'],
    [
      'Parameters: {P: {Default: x}}\nResources: {A: {Type: T}}',
      'Every Parameters object must contain a Type member.',
    ],
    [
      'Parameters: {P: {Type: String, Defualt: x}}\nResources: {A: {Type: T}}',
      "Invalid template parameter property 'Defualt'",
    ],
    ['Resources: {A: {Type: T}}\nOutputs: {O: {}}', 'Every Outputs member must contain a Value object.'],
  ])('%j is refused in the words of the service', (text, message) => {
    let failure: unknown
    try {
      parseTemplate(text)
    } catch (error) {
      failure = error
    }
    expect(failure).toBeInstanceOf(ServiceError)
    expect(failure).toMatchObject({
      code: 'ValidationError',
      status: 400,
      message: expect.stringContaining(message) as string,
    })
  })
})
