import { expect, test } from 'vitest'
import { readTemplate, templateFiles } from './bundled.ts'

/** How long AWS lets the name of each be. Source: the registry's schemas, and the services' quotas. */
const longest: Record<string, number> = {
  'AWS::ElasticLoadBalancing::LoadBalancer': 32,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 32,
  'AWS::ElasticLoadBalancingV2::TargetGroup': 32,
  'AWS::Lambda::Function': 64,
  'AWS::IAM::ServerCertificate': 128,
  'AWS::Scheduler::ScheduleGroup': 64,
  'AWS::ApiGatewayV2::Api': 128,
  'AWS::ApiGatewayV2::VpcLink': 128,
  'AWS::ApiGateway::RestApi': 255,
}
const nameProperties = ['Name', 'LoadBalancerName', 'FunctionName', 'ServerCertificateName']

interface Named {
  file: string
  type: string
  name: string
  /** The longest id of a deployment that the template takes. */
  idLength: number
}

const named: Named[] = templateFiles.flatMap((file) => {
  const { Parameters, Resources } = readTemplate(file)
  const [, most] = /\{0,(\d+)\}/.exec(String(Parameters['DeploymentId']?.AllowedPattern)) ?? []
  return Object.values(Resources).flatMap(({ Type, Properties = {} }) =>
    nameProperties.flatMap((property) => {
      // What is named here is written out; all else refers to what is named elsewhere.
      const { 'Fn::Sub': name } = (Properties[property] ?? {}) as { 'Fn::Sub'?: string }
      return name === undefined ? [] : [{ file, type: Type, name, idLength: Number(most) + 2 }]
    }),
  )
})

/** A name as it is written, with the longest id, and as long as the longest memory size. */
function lengthOf(name: string, idLength: number): number {
  const filled = name.replace('${DeploymentId}', 'd'.repeat(idLength)).replace('${MemorySize}', '10240')
  expect(filled).not.toContain('${')
  return filled.length
}

test('there are names of every kind that has a limit', () => {
  expect(Object.keys(longest).filter((type) => !named.some((one) => one.type === type))).toEqual([])
})

test.each(named)('$type of $file is called by its deployment, as long as it may be', (one) => {
  expect(one.name).toContain('sluice-${DeploymentId}')
  expect(lengthOf(one.name, one.idLength)).toBeLessThanOrEqual(longest[one.type] ?? 0)
})
