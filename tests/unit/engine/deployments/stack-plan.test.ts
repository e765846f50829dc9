import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import {
  outputsOf,
  parametersFor,
  planStacks,
  templateOf,
} from '../../../../electron/engine/deployments/stack-plan.ts'

const catalog = openCatalog()
const scenarios = ['elb', 'lambda-256', 'http-proxy'].map((id) => catalog.scenario(id))
const stacks = planStacks('d1', scenarios, catalog.sharedStacks)

describe('the stacks of a deployment', () => {
  test('are named before anything is created; a scenario without a template has none of its own', () => {
    expect(stacks.map((stack) => stack.name)).toEqual([
      'sluice-d1-guard',
      'sluice-d1-base',
      'sluice-d1-backend',
      'sluice-d1-load-generator',
      'sluice-d1-lambda-256',
      'sluice-d1-http-proxy',
    ])
    expect(stacks.every((stack) => stack.status === 'PLANNED' && stack.arn === null)).toBe(true)
  })

  test('have what scenarios share once, after the backend and before what uses it', () => {
    const shared = ['elb-https', 'alb-https', 'http-proxy'].map((id) => catalog.scenario(id))
    const names = planStacks('d1', shared, catalog.sharedStacks).map(({ name }) => name.slice(10))
    expect(names.slice(4)).toEqual(['certificate', 'public-alb', 'elb-https', 'http-proxy'])
  })
})

describe('the parameters of a template', () => {
  const stack = stacks.find((one) => one.scenarioId === 'lambda-256')
  if (!stack) throw new Error('lambda-256 has no stack')
  const template = templateOf(stack, catalog)
  const scenario = catalog.scenario('lambda-256')
  const outputs = {
    DeploymentId: 'd1',
    LambdaSubnets256: 'subnet-1,subnet-2',
    LambdaSecurityGroupId: 'sg-1',
    LambdaRoleArn: 'arn:role',
    OriginAddress: '10.0.1.4',
  }

  test('come from the scenario, from what was chosen, and from outputs of the same name', () => {
    const values = parametersFor(template, { scenario, chosen: { ConnectionReuse: 'keep-alive' }, outputs })
    expect(values).toMatchObject({
      DeploymentId: 'd1',
      MemorySize: '128',
      SubnetIds: 'subnet-1,subnet-2',
      ConnectionReuse: 'keep-alive',
      OriginAddress: '10.0.1.4',
      ThrottleRate: '10000',
    })
    expect(values).not.toHaveProperty('LambdaSubnets256')
  })

  test('are refused when nothing gives a value', () => {
    const { OriginAddress: _, ...others } = outputs
    expect(() => parametersFor(template, { scenario, chosen: {}, outputs: others })).toThrow(/OriginAddress/)
  })
})

test('a scenario sees the outputs of the shared stacks and its own, not those of the other scenarios', () => {
  const named = stacks.map((stack) => ({
    ...stack,
    outputs: { [`Of-${stack.scenarioId ?? stack.kind}`]: stack.name, Url: stack.scenarioId ?? '' },
  }))
  expect(outputsOf(named, 'http-proxy')).toMatchObject({ Url: 'http-proxy', 'Of-base': 'sluice-d1-base' })
  expect(outputsOf(named, 'http-proxy')).not.toHaveProperty('Of-lambda-256')
})
