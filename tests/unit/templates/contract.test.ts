import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { awaitedBy } from '../../../electron/engine/deployments/stack-order.ts'
import { planStacks, templateOf } from '../../../electron/engine/deployments/stack-plan.ts'
import { stackKinds, type Stack, type StackKind } from '../../../shared/deployment.ts'
import {
  imageParameters,
  instanceOutputs,
  memoryParameter,
  outputNames,
  publicSubnets,
  throttleParameter,
  vpcLinkStack,
  type GivenParameter,
  type GuardRole,
} from '../../../shared/template-contract.ts'
import { folder, readTemplate, templateFiles } from './bundled.ts'

const catalog = openCatalog(folder)
const templates = templateFiles.map((file) => ({ file, ...readTemplate(file) }))
const parameters = templates.flatMap(({ Parameters }) => Object.entries(Parameters))
const resources = templates.flatMap(({ Resources }) =>
  Object.entries(Resources).map(([id, { Type, Properties }]) => ({ id, type: Type, properties: Properties })),
)
const kindsOf = (name: string): StackKind[] =>
  stackKinds.filter(
    (kind) =>
      kind !== 'shared' && kind !== 'scenario' && Object.hasOwn(readTemplate(`${kind}.yaml`).Outputs, name),
  )
const identity: readonly GivenParameter[] = ['DeploymentId', 'ZoneA', 'ZoneB']
const certificate: readonly GivenParameter[] = ['CertificateBody', 'CertificatePrivateKey']
const roles: readonly GuardRole[] = ['StackRole', 'ReaperRole']

describe('outputs that the engine reads', () => {
  test.each(Object.entries(outputNames))('%s has its own, and no other stack has them', (kind, names) => {
    for (const name of names) expect(kindsOf(name), name).toEqual([kind])
  })

  test('hold an instance id exactly where they are named so', () => {
    const named = templates
      .flatMap(({ Outputs }) => Object.keys(Outputs))
      .filter((name) => name.endsWith('InstanceId'))
    expect(named.toSorted()).toEqual([...instanceOutputs].toSorted())
    const instances = resources.filter(({ type }) => type === 'AWS::EC2::Instance')
    expect(instances).toHaveLength(instanceOutputs.length)
  })
})

describe('parameters that the engine knows', () => {
  test.each(identity)('%s is one of some template, and has no default', (name) => {
    const found = parameters.filter(([each]) => each === name)
    expect(found).not.toEqual([])
    for (const [, { Default }] of found) expect(Default).toBeUndefined()
  })

  test('OriginService is one of the backend, which serves its pages where nothing else is asked', () => {
    const name: GivenParameter = 'OriginService'
    const found = parameters.filter(([each]) => each === name)
    expect(found).toMatchObject([[name, { Default: 'pages', AllowedValues: ['pages', 'shaped'] }]])
  })

  test('RoleBoundary is one of the guard, which bounds its own roles only where there is one', () => {
    const name: GivenParameter = 'RoleBoundary'
    expect(parameters.filter(([each]) => each === name)).toMatchObject([[name, { Default: '' }]])
  })

  test('are all machine images', () => {
    const images = parameters.filter(([, { Type }]) => Type.startsWith('AWS::SSM::Parameter'))
    expect(images.map(([name]) => name).toSorted()).toEqual([...imageParameters].toSorted())
    for (const [, { Default }] of images) expect(Default).toMatch(/^\/aws\/service\//)
  })

  test('are all public subnets, by the subnet that base makes', () => {
    const { Resources, Outputs } = readTemplate('base.yaml')
    const open = Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
      Type === 'AWS::EC2::Subnet' && Properties?.['MapPublicIpOnLaunch'] === true ? [id] : [],
    )
    const outputs = publicSubnets.map((name) => Outputs[name]?.Value)
    expect(outputs).toEqual(open.map((Ref) => ({ Ref })))
  })

  test(`${throttleParameter} is the rate of every scenario that has a stage`, () => {
    const staged = catalog.scenarios.filter(({ hops }) => hops.some(({ kind }) => kind === 'api-gateway'))
    expect(staged).not.toEqual([])
    for (const { id, options } of staged)
      expect(
        options.map(({ parameter }) => parameter),
        id,
      ).toContain(throttleParameter)
  })
})

test(`${memoryParameter} is the memory of every function, chosen or set by its scenario`, () => {
  const functions = templates.filter(({ Resources }) => Object.hasOwn(Resources, 'Function'))
  expect(functions.length).toBeGreaterThan(2)
  for (const { Resources } of functions)
    expect(Resources['Function']?.Properties?.['MemorySize']).toEqual({ Ref: memoryParameter })
})

test('what AWS makes only every so often is where the engine takes turns', () => {
  const filesWith = (type: string): string[] =>
    templates.flatMap(({ file, Resources }) =>
      Object.values(Resources).some(({ Type }) => Type === type) ? [file] : [],
    )
  expect(filesWith('AWS::ApiGatewayV2::VpcLink')).toEqual([`shared/${vpcLinkStack}.yaml`])
  for (const file of filesWith('AWS::ApiGateway::RestApi')) expect(file).toMatch(/^scenarios\//)
  for (const { file, Resources } of templates) {
    const apis = Object.values(Resources).filter(({ Type }) => Type === 'AWS::ApiGateway::RestApi')
    expect(apis.length, file).toBeLessThan(2)
  }
})

test('the roles of guard are those that the app can name', () => {
  const { Resources } = readTemplate('guard.yaml')
  const found = Object.entries(Resources).flatMap(([id, { Type }]) => (Type === 'AWS::IAM::Role' ? [id] : []))
  expect(found.toSorted()).toEqual(roles.toSorted())
})

test('every parameter without a default is filled by the engine, an earlier stack or the scenario', () => {
  const stacks = planStacks('d1', catalog.scenarios, catalog.sharedStacks)
  const outputsBefore = (stack: Stack): string[] =>
    awaitedBy(stack, stacks, catalog).flatMap((one) => [
      ...Object.keys(readTemplate(templateOf(one, catalog).file).Outputs),
      ...outputsBefore(one),
    ])
  for (const stack of stacks) {
    const filled = new Set<string>([...identity, ...certificate, ...outputsBefore(stack)])
    const scenario = stack.scenarioId === null ? undefined : catalog.scenario(stack.scenarioId)
    const template = templateOf(stack, catalog)
    const open = Object.entries(template.parameters).flatMap(([name, usual]) =>
      usual === undefined ? [name] : [],
    )
    const unfilled = open.filter((name) => !filled.has(name) && scenario?.parameters[name] === undefined)
    expect(unfilled, template.file).toEqual([])
  }
})

test('a shared stack is made after the backend exactly where it takes something of it', () => {
  const outputs = Object.keys(readTemplate('backend.yaml').Outputs)
  for (const { id, after } of catalog.sharedStacks) {
    const taken = Object.keys(catalog.template(`shared/${id}.yaml`).parameters)
    expect(after, id).toBe(taken.some((name) => outputs.includes(name)) ? 'backend' : 'base')
  }
})

test('health checks over HTTP go where the origin counts them apart, and keys are never shown', () => {
  for (const { file, Parameters, Resources } of templates) {
    for (const { Type, Properties } of Object.values(Resources))
      if (Type.endsWith('::TargetGroup')) expect(Properties?.['HealthCheckPath'], file).toBe('/health')
    const key = Parameters['CertificatePrivateKey']
    if (key !== undefined) expect(String(key.NoEcho), file).toBe('true')
  }
})

test('nothing has the name of a shared stack but itself, and scenarios name those that there are', () => {
  const shared = catalog.sharedStacks.map(({ id }) => id)
  const names = [...stackKinds, ...catalog.scenarios.map(({ id }) => id), ...shared]
  expect(new Set(names).size).toBe(names.length)
  for (const { stacks } of catalog.scenarios) expect(shared).toEqual(expect.arrayContaining(stacks))
})
