import { expect } from 'vitest'
import { call } from '../../electron/cli/session.ts'
import { leftText } from '../../electron/cli/left-text.ts'
import { removalOf } from '../../electron/cli/removal-outcome.ts'
import type { Deployment, Failure } from '../../shared/deployment.ts'
import { readTemplate, templateFiles } from '../unit/templates/bundled.ts'
import type { Choices, usePracticeEngine } from '../practice-engine.ts'

type PracticeEngine = ReturnType<typeof usePracticeEngine>

/** A resource type, and the smallest plan that makes one. */
export interface DoorFault {
  type: string
  plan: Choices
}

const balanced = { experimentId: 'what-is-tls', scenarios: ['alb-https'] }
const called = { experimentId: 'functions', scenarios: ['function-url'] }
const linked = { experimentId: 'front-doors', scenarios: ['http-vpc-link'] }
const rested = { experimentId: 'front-doors', scenarios: ['rest-vpc-link'] }
const passed = { experimentId: 'functions', scenarios: ['http-lambda'] }

/** Every type of the doors of today: none of them can be made. */
export const cannotBeMade: readonly DoorFault[] = [
  { type: 'AWS::ApiGatewayV2::Api', plan: passed },
  { type: 'AWS::ApiGatewayV2::Integration', plan: passed },
  { type: 'AWS::ApiGatewayV2::Route', plan: passed },
  { type: 'AWS::ApiGatewayV2::Stage', plan: passed },
  { type: 'AWS::ApiGatewayV2::VpcLink', plan: linked },
  { type: 'AWS::ElasticLoadBalancingV2::Listener', plan: balanced },
  { type: 'AWS::ElasticLoadBalancingV2::ListenerRule', plan: rested },
  { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', plan: balanced },
  { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', plan: balanced },
  { type: 'AWS::IAM::ServerCertificate', plan: balanced },
  { type: 'AWS::Lambda::Url', plan: called },
]

/** What others hang on when it goes: a link, a load balancer, a certificate. */
export const cannotBeDeleted: readonly DoorFault[] = [
  { type: 'AWS::ApiGatewayV2::VpcLink', plan: linked },
  { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', plan: balanced },
  { type: 'AWS::IAM::ServerCertificate', plan: balanced },
]

/** A link whose interfaces stay for a while after it is gone. */
export const lingering: DoorFault = { type: 'AWS::ApiGatewayV2::VpcLink', plan: linked }

/** The failure names the resource and says why; what was made is removed. */
export async function runWithoutCreation(account: PracticeEngine, fault: DoorFault): Promise<void> {
  account.switchOn({ createFailed: [fault.type] })
  const id = await account.start(1, fault.plan)
  const ended = await account.inPhase(id, ['removed', 'stranded'])
  expectNamed(ended.failure, fault.type, /createFailed/)
  const advises = ended.failure?.reason.includes('choose another Region') ?? false
  expect(advises).toBe(fault.type === 'AWS::ApiGatewayV2::VpcLink')
  const removed = await account.emptyInTheEnd(id)
  // The failure stays to be read, and nothing stays to be removed.
  expect(removed.failure).toEqual(ended.failure)
  expect(leftText(removed, Date.now())).toBeNull()
}

/** The removal stops, and says at what; once AWS deletes again it goes on, and nothing is left. */
export async function runWithoutDeletion(account: PracticeEngine, fault: DoorFault): Promise<void> {
  account.switchOn({ deleteFailed: [{ resource: fault.type, times: 99 }] })
  const id = await account.start(1, fault.plan)
  const { failure } = await account.inPhase(id, ['ready', 'removed', 'stranded'])
  expect(failure).toBeNull()
  await call(account.engine, 'deployments.remove', { id })
  const stranded = await account.inPhase(id, ['removed', 'stranded'])
  expectNamed(stranded.removalFailure, fault.type, /deleteFailed/)
  expectNextStep(stranded)
  account.switchOn({})
  await call(account.engine, 'deployments.remove', { id })
  await account.emptyInTheEnd(id)
}

/** Base waits for the interfaces, when nothing costs money any more. */
export async function runWithLingering(account: PracticeEngine, fault: DoorFault): Promise<void> {
  account.switchOn({ vpcLinkLingerMs: 12_000 })
  const id = await account.start(1, fault.plan)
  await account.inPhase(id, ['ready', 'removed', 'stranded'])
  const removed = await account.emptyInTheEnd(id)
  expect(removed.changedAtMs - (removed.billingStoppedAtMs ?? 0)).toBeGreaterThan(5_000)
  const said = await call(account.engine, 'activities.list', { deploymentId: id })
  expect(said.map(({ message }) => message).join('\n')).toMatch(
    /Waiting for AWS to delete \d+ network interfaces?: usually some seconds/,
  )
}

/** What stays, how the removal goes on, where to look in the console, and what could be left behind. */
function expectNextStep(stranded: Deployment): void {
  const { id, removalFailure: failure } = stranded
  expect(failure?.reason).toContain(`The stack ${failure?.stack} could not be deleted`)
  expect(failure?.resources).toContain(failure?.resource)
  expect(failure?.console).toMatch(/^https:\/\/.*cloudformation/)
  expect(removalOf(stranded).sentence).toMatch(new RegExp(`may still exist: .*${failure?.stack}`))
  expect(leftText(stranded, Date.now())).toMatch(new RegExp(`Go on with it now: .*teardown ${id}$`))
}

function expectNamed(failure: Failure | null, type: string, reason: RegExp): void {
  const ids = templateFiles.flatMap((file) =>
    Object.entries(readTemplate(file).Resources).flatMap(([id, { Type }]) => (Type === type ? [id] : [])),
  )
  expect(ids).toContain(failure?.resource)
  expect(failure?.reason).toMatch(reason)
}
