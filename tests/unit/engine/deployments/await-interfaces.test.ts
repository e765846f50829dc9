import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EC2Client, type NetworkInterface } from '@aws-sdk/client-ec2'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { awaitInterfacesGone } from '../../../../electron/engine/deployments/await-interfaces.ts'
import type { EngineContext } from '../../../../electron/engine/engine-context.ts'
import { createDeployments } from '../../../../electron/engine/store/deployments.ts'
import { listActivities } from '../../../../electron/engine/store/activities.ts'
import { openStore, type Store } from '../../../../electron/engine/store/open.ts'
import { keepStackResources } from '../../../../electron/engine/store/stack-resources.ts'
import { aDeployment, aStack } from '../../../examples.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-interfaces-'))
  store = openStore(join(folder, 'sluice.db'))
  const link = aStack({ name: 'sluice-d1-vpc-link', kind: 'shared', sharedId: 'vpc-link' })
  const deployment = aDeployment({ stacks: [aStack({ outputs: { VpcId: 'vpc-1' } }), link] })
  createDeployments(store, () => undefined).add(deployment)
  const of = (type: string, physicalId: string) => ({ stack: 's', logicalId: physicalId, type, physicalId })
  keepStackResources(store, 'd1', [
    of('AWS::EC2::Instance', 'i-own'),
    of('AWS::ElasticLoadBalancing::LoadBalancer', 'sluice-d1'),
    of('AWS::ElasticLoadBalancingV2::LoadBalancer', 'arn:aws:elasticloadbalancing:::loadbalancer/app/a/1'),
    of('AWS::ApiGateway::Stage', ''),
  ])
})
afterEach(() => {
  vi.useRealTimers()
  store.close()
  rmSync(folder, { recursive: true })
})

/**
 * Waits, with one answer of EC2 for each question and the last one for good; for a person it is `laterMs`
 * later after the first. @returns how often was asked, and what was told
 */
async function wait(answers: NetworkInterface[][], laterMs = 0) {
  vi.useFakeTimers({ toFake: ['performance'] })
  const left = [...answers]
  let asked = 0
  const send = async () => {
    if ((asked += 1) === 1) setTimeout(() => vi.advanceTimersByTime(laterMs), 5)
    return { NetworkInterfaces: left.length > 1 ? left.shift() : left[0] }
  }
  const ec2 = Object.assign(new EC2Client({ region: 'us-west-2' }), { send })
  const aws = { ec2, pacing: { pollMs: 20 } } as unknown as Aws
  const context = { store, announce: () => undefined } as unknown as EngineContext
  const deployment = createDeployments(store, () => undefined).get('d1')
  const isOver = await awaitInterfacesGone(context, aws, deployment, AbortSignal.timeout(300)).then(
    () => true,
    () => false,
  )
  return { isOver, asked, told: listActivities(store, 0, 'd1').map(({ message }) => message) }
}

const ofFunction = {
  NetworkInterfaceId: 'eni-f',
  InterfaceType: 'lambda',
  Description: 'AWS Lambda VPC ENI-sluice-d1-f-1',
} as const
const ofBalancer = { NetworkInterfaceId: 'eni-b', Description: 'ELB sluice-d1', RequesterId: 'amazon-elb' }
const ofApplicationBalancer = { NetworkInterfaceId: 'eni-a', Description: 'ELB app/a/1' }
const ofLink = { NetworkInterfaceId: 'eni-l', InterfaceType: 'api_gateway_managed' } as const
const ofInstance = { NetworkInterfaceId: 'eni-i', Attachment: { InstanceId: 'i-own' } }

describe('interfaces that keep the VPC', () => {
  test.each([
    ['a function', ofFunction],
    ['a load balancer', ofBalancer],
    ['an application load balancer', ofApplicationBalancer],
    ['the VPC link', ofLink],
    ['an instance', ofInstance],
  ])('of %s are waited for until they are gone', async (_, one) => {
    expect(await wait([[one], [one], []])).toMatchObject({ isOver: true, asked: 3 })
    expect((await wait([[one]], 80 * 60_000)).isOver).toBe(false)
  })

  test.each<[string, NetworkInterface]>([
    ['GuardDuty', { InterfaceType: 'vpc_endpoint', Description: 'VPC Endpoint Interface vpce-1' }],
    ['somebody’s load balancer', { Description: 'ELB shop', RequesterId: 'amazon-elb' }],
    ['somebody’s instance', { Attachment: { InstanceId: 'i-other' } }],
  ])('of %s are not', async (_, one) => {
    const found = await wait([[{ NetworkInterfaceId: 'eni-1', ...one }]])
    expect(found).toEqual({ isOver: true, asked: 1, told: [] })
  })

  test('of the VPC link are told as such, with how many are left', async () => {
    const { told } = await wait([[ofLink, { ...ofLink, NetworkInterfaceId: 'eni-2' }], [ofLink], []])
    expect(told[0]).toContain('2 network interfaces of the VPC link')
    expect(told[1]).toBe('1 network interface left')
  })

  test('are given up after 90 minutes, by name, so that base is tried', async () => {
    const { isOver, told } = await wait([[ofFunction]], 91 * 60_000)
    expect(isOver).toBe(true)
    expect(told.at(-1)).toMatch(/not waited for any longer: eni-f \(AWS Lambda VPC ENI-/)
  })
})
