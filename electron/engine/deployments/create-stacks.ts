import { randomUUID } from 'node:crypto'
import { creationTexts, ratedInStacks } from '../../../shared/api-turns.ts'
import type { Deployment, Failure, Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { moment } from '../../../shared/moment.ts'
import { isStatic } from '../../../shared/service-target.ts'
import type { GivenParameter } from '../../../shared/template-contract.ts'
import { stackPart } from '../../../shared/stack-part.ts'
import type { Aws } from '../aws/clients.ts'
import { findRoleBoundary } from '../aws/role-boundary.ts'
import { ownReason } from '../aws/stack-causes.ts'
import type { StackEvent } from '../aws/stack-events.ts'
import { createStack, followStack, type StackRequest, type StackState } from '../aws/stacks.ts'
import { chooseZones } from '../aws/zones.ts'
import { report, reportSteps, type EngineContext } from '../engine-context.ts'
import { turnOf } from './call-turns.ts'
import { armSwitch } from './dead-mans-switch.ts'
import { lossError } from './losses.ts'
import { awaitedBy, inOrder } from './stack-order.ts'
import { outputOf, outputsOf, parametersFor, templateOf } from './stack-plan.ts'
import { boundaryName } from '../policy/statement.ts'
import { zoneNeedsOf } from './zone-needs.ts'
import { keyParameter, makeCertificate, type Certificate } from './listener-certificate.ts'

/** What making a deployment's stacks needs. */
interface Stage {
  context: EngineContext
  aws: Aws
  /** With the outputs of the stacks that were made before. */
  deployment: Deployment
  given: { ZoneA: string; ZoneB: string; RoleBoundary: string }
  signal: AbortSignal
}

/**
 * Makes every stack of a deployment. The row names each stack before CloudFormation is
 * asked for it.
 * @returns the deployment with the outputs of its stacks
 * @throws AppError `deployment-failed` with the first resource that failed and its reason
 */
export async function createStacks(
  context: EngineContext,
  aws: Aws,
  planned: Deployment,
  signal: AbortSignal,
): Promise<Deployment> {
  const [ZoneA, ZoneB] = await chooseZones(aws, zoneNeedsOf(planned.stacks))
  const RoleBoundary = planned.roleBoundary ?? (await findRoleBoundary(aws, boundaryName)) ?? ''
  const given = { ZoneA, ZoneB, RoleBoundary }
  const stage = { context, aws, given, signal }
  const guards = planned.stacks.filter(({ kind }) => kind === 'guard')
  await makeAll({ ...stage, deployment: planned }, guards)
  const guarded = context.deployments.get(planned.id)
  // Nothing that the switch has to remove is made before it is armed.
  await armOnce(context, aws, guarded, signal)
  await makeAll(
    { ...stage, deployment: guarded },
    guarded.stacks.filter(({ kind }) => kind !== 'guard'),
  )
  return context.deployments.get(planned.id)
}

async function armOnce(
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  if (deployment.stacks.some(({ kind, status }) => kind !== 'guard' && status !== 'PLANNED')) return
  await armSwitch(aws, context.catalog, deployment, signal)
  const at = moment(deployment.expiresAtMs ?? 0, null)
  report(context, deployment.id, {
    level: 'info',
    message: `The account itself deletes every stack at ${at}, even if Sluice is closed`,
  })
}

/**
 * Makes stacks side by side, each as soon as those that it takes outputs of are there. The first that fails
 * ends the wait for all others; the removal then takes them all.
 */
async function makeAll(stage: Stage, stacks: readonly Stack[]): Promise<void> {
  const { context, deployment } = stage
  for (const message of creationTexts(ratedInStacks(stacks), deployment.account.kind))
    report(context, deployment.id, { level: 'info', message })
  const broken = new AbortController()
  const signal = AbortSignal.any([stage.signal, broken.signal])
  const results = await Promise.allSettled(
    inOrder(
      stacks,
      (stack) => awaitedBy(stack, stacks, context.catalog),
      async (stack, before) => {
        try {
          await Promise.all(before)
          signal.throwIfAborted()
          await makeInTurn({ ...stage, signal, deployment: context.deployments.get(deployment.id) }, stack)
        } catch (thrown) {
          broken.abort(thrown)
          throw thrown
        }
      },
    ),
  )
  stage.signal.throwIfAborted()
  if (results.some((result) => result.status === 'rejected')) throw broken.signal.reason
}

/**
 * Makes a stack. One with a REST API or a VPC link has its turn first: AWS limits how often an account may
 * make them.
 */
async function makeInTurn(stage: Stage, stack: Stack): Promise<void> {
  const { context, aws, deployment, signal } = stage
  const turn = turnOf('create', stack, deployment, aws.pacing)
  if (turn === undefined || stack.status === 'CREATE_COMPLETE')
    return makeStack(stage, stack, () => undefined)
  const endTurn = await context.callTurns.take(turn.queue, turn.restMs, signal)
  await makeStack(stage, stack, (event) => {
    if (turn.isOver(event)) endTurn()
  }).finally(endTurn)
}

/** A stack that has failed somewhere is not waited for: it is left as it is, and the removal takes it. */
async function makeStack(stage: Stage, stack: Stack, onEvent: (event: StackEvent) => void): Promise<void> {
  const { context, aws, deployment, signal } = stage
  // A stack that an earlier process has made, before it died, is not made twice.
  if (stack.status === 'CREATE_COMPLETE') return
  const arn = await requestStack(stage, stack)
  report(context, deployment.id, { level: 'info', message: `Creating stack ${stack.name}` })
  const { state, failure } = await followStack(aws, arn, {
    signal,
    isDecided: (progress) => progress.failure !== null || isBeingDeleted(progress.state?.status ?? ''),
    onEvents: (events) => {
      reportSteps(context, deployment.id, events)
      for (const event of events) {
        onEvent(event)
        if (event.failed) report(context, deployment.id, { level: 'error', message: failureText(event) })
      }
    },
  })
  if (state === undefined) throw lossError({ stack: stack.name, instanceId: null })
  const { status, outputs } = state
  context.deployments.changeStack(deployment.id, stack.name, { status, outputs })
  if (status === 'CREATE_COMPLETE') return
  if (isBeingDeleted(status)) throw lossError({ stack: stack.name, instanceId: null })
  const first = failure ?? endedAs(state)
  context.deployments.recordFailure(deployment.id, first)
  throw new AppError(
    'deployment-failed',
    `${first.resource ?? stack.name} could not be created: ${first.reason}`,
    { ...first },
  )
}

function failureText({ stackName, logicalId, type, status, reason }: StackEvent): string {
  return `${stackName}: ${logicalId} (${type}) ${status}${reason === '' ? '' : `: ${reason}`}`
}

/** While it was being created, by somebody else: nothing here deletes a stack that is still awaited. */
function isBeingDeleted(status: string): boolean {
  return status.startsWith('DELETE_')
}

/** What the stack itself says, where none of its events tells why it has failed. */
function endedAs({ name, status, statusReason }: StackState): Failure {
  const said = ownReason(statusReason)
  const reason = `The stack ended as ${status}${said === '' ? '' : `: ${said}`}.`
  return { stack: name, resource: null, reason, resources: [], console: null }
}

/** Asks CloudFormation for a stack, between two writes that say so. @returns its ARN */
async function requestStack(stage: Stage, stack: Stack): Promise<string> {
  const { context, aws, deployment, signal } = stage
  const request = await requestOf(stage, stack)
  signal.throwIfAborted()
  context.deployments.changeStack(deployment.id, stack.name, {
    status: 'REQUESTED',
    createdAtMs: stack.createdAtMs ?? Date.now(),
  })
  const arn = await createStack(aws, request, signal)
  context.deployments.changeStack(deployment.id, stack.name, { arn, status: 'CREATE_IN_PROGRESS' })
  return arn
}

async function requestOf({ context, deployment, given: found }: Stage, stack: Stack): Promise<StackRequest> {
  const { catalog } = context
  const template = templateOf(stack, catalog)
  const outputs = outputsOf(deployment.stacks, stack.scenarioId)
  const certificate = Object.hasOwn(template.parameters, keyParameter)
    ? await makeCertificate(deployment.id)
    : null
  const given: Partial<Record<GivenParameter, string>> = {
    ...certificate,
    DeploymentId: deployment.id,
    ...found,
    OriginService: isStatic(deployment.plan.load.service) ? 'pages' : 'shaped',
  }
  const parameters = parametersFor(template, {
    scenario: stack.scenarioId === null ? undefined : catalog.scenario(stack.scenarioId),
    chosen: deployment.options[stack.scenarioId ?? ''] ?? {},
    outputs: { ...outputs, ...given },
  })
  return {
    name: stack.name,
    templateBody: template.body,
    parameters,
    tags: tagsOf(deployment, stack),
    token: tokenOf(stack, certificate),
    // The switch does not hold guard, which makes it: if this process dies, AWS still rolls back.
    onFailure: stack.kind === 'guard' ? 'ROLLBACK' : 'DO_NOTHING',
    ...(stack.kind === 'guard' ? {} : { roleArn: outputOf(deployment.stacks, 'StackRoleArn') ?? '' }),
  }
}

/**
 * The same after a restart: a stack that was asked for and never heard of is not made twice. CloudFormation
 * refuses a token that comes again with other parameters: a request with a new key has a token of its own,
 * and a stack that is there by then is found by its name.
 */
function tokenOf({ name }: Stack, certificate: Certificate | null): string {
  return certificate === null ? `create-${name}` : `create-${randomUUID()}`
}

function tagsOf(deployment: Deployment, stack: Stack): Record<string, string> {
  return {
    'sluice:deployment': deployment.id,
    'sluice:experiment': deployment.experimentId,
    'sluice:stack': stackPart(stack),
    ...(deployment.expiresAtMs === null
      ? {}
      : { 'sluice:expires': new Date(deployment.expiresAtMs).toISOString() }),
  }
}
