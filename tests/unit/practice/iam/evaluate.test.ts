import { describe, expect, test } from 'vitest'
import { evaluate, missingKeys, type Grants } from '../../../../electron/practice/iam/evaluate.ts'
import { PolicyError } from '../../../../electron/practice/iam/policy-error.ts'
import type { Json } from '../../../../electron/practice/world.ts'

const role = 'arn:aws:iam::123456789012:role/sluice/d/x'
const request = {
  action: 'iam:PassRole',
  resource: role,
  context: { 'iam:PassedToService': 'lambda.amazonaws.com', 'aws:TagKeys': ['a', 'b'] },
}

function policy(more: object): Json {
  const statement = { Sid: 'One', Effect: 'Allow', Action: 'iam:PassRole', Resource: '*', ...more }
  return { Statement: statement }
}

function decided(...identity: Json[]): string {
  return evaluate({ identity }, request).decision
}

describe('a statement', () => {
  test.each([
    [{}, 'allowed'],
    [{ Action: ['iam:Get*', 'IAM:passrole'] }, 'allowed'],
    [{ Action: 'iam:Pass' }, 'implicitDeny'],
    [{ Resource: 'arn:aws:iam::123456789012:role/sluice/d/*' }, 'allowed'],
    [{ Resource: 'arn:aws:iam::123456789012:role/sluice/e/*' }, 'implicitDeny'],
    [{ Resource: 'arn:aws:iam::123456789012:role/sluice/?/x' }, 'allowed'],
    [{ Resource: undefined, NotResource: 'arn:aws:iam::*:role/sluice/*/guard/*' }, 'allowed'],
    [{ Resource: undefined, NotResource: 'arn:aws:iam::*:role/sluice/d/*' }, 'implicitDeny'],
    [{ Action: undefined, NotAction: 'ec2:*' }, 'allowed'],
    [{ Action: undefined, NotAction: 'iam:*' }, 'implicitDeny'],
    [{ Effect: 'Deny' }, 'explicitDeny'],
  ])('%j: %s', (more, decision) => {
    expect(decided(policy(more))).toBe(decision)
  })

  test('that denies wins over one that allows, and is named', () => {
    const grants = {
      identity: [policy({}), policy({ Sid: 'Never', Effect: 'Deny', Resource: 'arn:aws:iam::*:role/*' })],
    }
    expect(evaluate(grants, request)).toEqual({
      decision: 'explicitDeny',
      by: 'identity',
      statement: 'Never',
    })
    expect(evaluate({ identity: [policy({ Sid: undefined })] }, request).statement).toBe('#0')
  })
})

describe('a condition', () => {
  const service = 'iam:PassedToService'
  const key = 'aws:RequestedRegion'
  test.each([
    [{ StringEquals: { [service]: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] } }, true],
    [{ StringEquals: { 'IAM:passedtoservice': 'lambda.amazonaws.com' } }, true],
    [{ StringEquals: { [service]: 'ec2.amazonaws.com' } }, false],
    [{ StringEquals: { [service]: 'LAMBDA.amazonaws.com' } }, false],
    [{ StringEquals: { [key]: 'us-west-2' } }, false],
    [{ StringEqualsIfExists: { [key]: 'us-west-2' } }, true],
    [{ StringEqualsIfExists: { [service]: 'ec2.amazonaws.com' } }, false],
    [{ StringNotEquals: { [service]: 'ec2.amazonaws.com' } }, true],
    [{ StringNotEquals: { [service]: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] } }, false],
    [{ StringNotEquals: { [key]: 'us-west-2' } }, true],
    [{ StringLike: { [service]: 'lambda.*' } }, true],
    [{ StringNotLike: { [service]: 'lambda.*' } }, false],
    [{ StringLike: { [service]: 'lambda.*' }, StringEquals: { [key]: 'us-west-2' } }, false],
    [{ Null: { [key]: 'true' } }, true],
    [{ Null: { [key]: 'false' } }, false],
    [{ Null: { [service]: 'false' } }, true],
    [{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, false],
    [{ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }, true],
    [{ NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } }, false],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b', 'c'] } }, true],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }, false],
    [{ 'ForAllValues:StringEquals': { [key]: ['a'] } }, true],
    [{ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['b', 'c'] } }, true],
    [{ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['c'] } }, false],
    [{ 'ForAnyValue:StringEquals': { [key]: ['a'] } }, false],
    [{ 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['a'] } }, true],
    [{ 'ForAllValues:StringNotEquals': { 'aws:TagKeys': ['a'] } }, false],
  ])('%j holds: %s', (Condition, isHeld) => {
    expect(decided(policy({ Condition }))).toBe(isHeld ? 'allowed' : 'implicitDeny')
  })

  test('on numbers, yes or no and ARNs compares what they stand for', () => {
    const context = {
      'aws:MultiFactorAuthAge': '30',
      'aws:MultiFactorAuthPresent': 'true',
      'aws:SourceArn': role,
    }
    const holds = (Condition: object) =>
      evaluate({ identity: [policy({ Condition })] }, { ...request, context }).decision === 'allowed'
    expect(holds({ NumericLessThan: { 'aws:MultiFactorAuthAge': 100 } })).toBe(true)
    expect(holds({ NumericLessThan: { 'aws:MultiFactorAuthAge': 30 } })).toBe(false)
    expect(holds({ NumericGreaterThanEquals: { 'aws:MultiFactorAuthAge': 30 } })).toBe(true)
    expect(holds({ Bool: { 'aws:MultiFactorAuthPresent': true } })).toBe(true)
    expect(holds({ ArnEquals: { 'aws:SourceArn': 'arn:aws:iam::*:role/*' } })).toBe(true)
    expect(holds({ ArnNotLike: { 'aws:SourceArn': 'arn:aws:iam::*:role/*' } })).toBe(false)
  })
})

describe('what cannot be evaluated is an error, also in a statement that would not apply', () => {
  test.each([
    [{ Condition: { DateLessThan: { 'aws:SourceArn': 'x' } } }, 'unknown-operator'],
    [{ Condition: { 'ForNoValue:StringEquals': { 'aws:SourceArn': 'x' } } }, 'unknown-operator'],
    [{ Condition: { NullIfExists: { 'aws:SourceArn': 'x' } } }, 'unknown-operator'],
    [{ Condition: { toString: { 'aws:SourceArn': 'x' } } }, 'unknown-operator'],
    [{ Condition: { StringEquals: { 'aws:Unknown': 'x' } } }, 'unknown-key'],
    [{ Condition: { StringEquals: { 'aws:ResourceTag/': 'x' } } }, 'unknown-key'],
    [{ Resource: 'arn:aws:iam::1:user/${aws:username}' }, 'policy-variable'],
    [{ Condition: { StringLike: { 'aws:SourceArn': '${aws:username}' } } }, 'policy-variable'],
    [{ Effect: 'allow' }, 'malformed'],
    [{ NotAction: 'iam:*' }, 'malformed'],
    [{ Conditions: {} }, 'malformed'],
    [{ Condition: { StringEquals: 'x' } }, 'malformed'],
  ])('%j: %s', (more, code) => {
    const deny = policy({ Effect: 'Deny', Action: 'ec2:Any', ...more })
    const thrown = errorOf(() => decided(policy({}), deny))
    expect(thrown).toBeInstanceOf(PolicyError)
    expect(thrown).toMatchObject({ code, details: { statement: 'One' } })
  })

  test('and so is what is no document', () => {
    expect(errorOf(() => decided(null))).toMatchObject({ code: 'malformed' })
  })
})

describe('a permissions boundary and the policy of a session', () => {
  const all = policy({ Action: '*' })
  const other = policy({ Action: 'ec2:*' })
  const deny = policy({ Effect: 'Deny' })
  test.each<[Grants, string, string]>([
    [{ identity: [all], boundary: all, session: all }, 'allowed', 'identity'],
    [{ identity: [other], boundary: all }, 'implicitDeny', 'identity'],
    [{ identity: [all], boundary: other }, 'implicitDeny', 'boundary'],
    [{ identity: [all], boundary: all, session: other }, 'implicitDeny', 'session'],
    [{ identity: [other], boundary: deny }, 'explicitDeny', 'boundary'],
    [{ identity: [all], session: deny }, 'explicitDeny', 'session'],
    [{ identity: [] }, 'implicitDeny', 'identity'],
  ])('%j: %s by %s', (grants, decision, by) => {
    expect(evaluate(grants, request)).toMatchObject({ decision, by })
  })
})

test('keys that a decision depends on, and that the request lacks, are named', () => {
  const one = policy({
    Condition: { StringEquals: { 'aws:RequestedRegion': 'x', 'iam:PassedToService': 'y' } },
  })
  const elsewhere = policy({ Action: 'ec2:*', Condition: { StringEquals: { 'aws:SourceArn': 'x' } } })
  expect(missingKeys({ identity: [one, elsewhere] }, request)).toEqual(['aws:RequestedRegion'])
})

function errorOf(work: () => unknown): unknown {
  try {
    work()
    return undefined
  } catch (thrown) {
    return thrown
  }
}
