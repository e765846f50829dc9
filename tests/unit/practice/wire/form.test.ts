import { describe, expect, test } from 'vitest'
import { parseForm } from '../../../../electron/practice/wire/form.ts'

describe('AWS Query', () => {
  test('lists of structures, in the order of their numbers', () => {
    const form = [
      'Parameters.member.10.ParameterKey=B',
      'Parameters.member.2.ParameterKey=A',
      'Parameters.member.2.ParameterValue=1%2B1',
      'StackName=s',
    ].join('&')
    expect(parseForm(form, 'member')).toEqual({
      Parameters: [{ ParameterKey: 'A', ParameterValue: '1+1' }, { ParameterKey: 'B' }],
      StackName: 's',
    })
  })

  test('maps become objects, an empty list an empty text', () => {
    expect(
      parseForm(
        'Tags.entry.1.key=a&Tags.entry.1.value=x&Tags.entry.2.key=b&Tags.entry.2.value=y&Capabilities=',
        'member',
      ),
    ).toEqual({
      Tags: { a: 'x', b: 'y' },
      Capabilities: '',
    })
  })

  test('a structure with a member called member stays one', () => {
    expect(parseForm('A.member.Name=x', 'member')).toEqual({ A: { member: { Name: 'x' } } })
  })
})

test('EC2 Query: numbers alone make a list', () => {
  expect(
    parseForm(
      'Filter.1.Name=state&Filter.1.Value.1=available&Filter.1.Value.2=impaired&ZoneName.1=a',
      'flat',
    ),
  ).toEqual({
    Filter: [{ Name: 'state', Value: ['available', 'impaired'] }],
    ZoneName: ['a'],
  })
})

test.each([['A=1&A.B=2'], ['A.B=2&A=1'], [`${'A.'.repeat(20)}B=1`]])('refuses %s', (form) => {
  expect(() => parseForm(form, 'member')).toThrow(expect.objectContaining({ code: 'MalformedQueryString' }))
})

test('a name that means something to JavaScript is a name like any other', () => {
  const parsed = parseForm('__proto__.polluted=1&constructor=2', 'member')
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype)
  expect(Object.entries(parsed)).toEqual([
    ['__proto__', { polluted: '1' }],
    ['constructor', '2'],
  ])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})
