import { describe, expect, test } from 'vitest'
import { coverOf, namesIt } from '../../../../electron/engine/aws/inventory-question.ts'
import { questionsAbout } from '../../../../electron/engine/aws/inventory.ts'

describe('whose word an ARN is', () => {
  test.each([
    ['arn:aws:ec2:us-west-2:123456789012:instance/i-1', 'ec2:instance'],
    [
      'arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/sluice-d1',
      'elasticloadbalancing:loadbalancer',
    ],
    ['arn:aws:lambda:us-west-2:123456789012:function:sluice-d1-f', 'lambda:function'],
    ['arn:aws:apigateway:us-west-2::/restapis/abc/stages/live', 'apigateway:restapis'],
    ['arn:aws:logs:us-west-2:123456789012:log-group:sluice-d1-x:*', 'logs:log-group'],
    ['arn:aws:cloudformation:us-west-2:123456789012:stack/sluice-d1-base/uuid', 'cloudformation:stack'],
  ])('%s', (arn, cover) => expect(coverOf(arn)).toBe(cover))

  test('what the tags show and no question covers is known as such', () => {
    const questions = questionsAbout({ deploymentId: 'd1', vpcId: 'vpc-1', stacks: [], resources: [] })
    const covered = new Set(questions.map(({ covers }) => covers))
    expect(covered.size).toBe(questions.length)
    expect(covered.has(coverOf('arn:aws:ec2:us-west-2:123456789012:security-group/sg-1'))).toBe(true)
    expect(covered.has(coverOf('arn:aws:s3:::somebodys-bucket'))).toBe(false)
    // Without a VPC nobody asks for what is in it: then the tags have the last word.
    const fewer = questionsAbout({ deploymentId: 'd1', vpcId: null, stacks: [], resources: [] })
    expect(fewer.some(({ covers }) => covers === 'ec2:security-group')).toBe(false)
  })
})

test.each([
  ['sluice-d1', true],
  ['arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/sluice-d1', true],
  ['eni-1 (ELB sluice-d1)', true],
  ['sluice-d1-lambda-256-Function', false],
  ['arn:aws:logs:us-west-2:123456789012:log-group:sluice-d1-lambda-256:*', false],
  ['other-sluice-d1', false],
])('whether %s names the load balancer sluice-d1: %s', (text, named) =>
  expect(namesIt(text, 'sluice-d1')).toBe(named),
)

test('nothing is named by an empty id', () => expect(namesIt('eni-1 (ELB sluice-d1)', '')).toBe(false))
