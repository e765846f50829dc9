import type { Deployment, Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Aws } from '../aws/clients.ts'
import { createStack, followStack } from '../aws/stacks.ts'
import { chooseZones } from '../aws/zones.ts'
import { announceDeployment, report, reportStep, type EngineContext } from '../engine-context.ts'
import { getDeployment, recordFailure, updateStack } from '../store/deployments.ts'
import { armSwitch } from './dead-mans-switch.ts'
import { creationOrder, outputsOf, parametersFor, templateOf } from './stack-plan.ts'

/** Parameters that hold an instance type: the zones must offer what they say. */
const instanceTypeParameter = /InstanceType$/

/**
 * Makes every stack of a deployment, stage by stage. The row names each stack before CloudFormation is
 * asked for it.
 * @throws AppError `deployment-failed` with the first resource that failed and its reason
 */
export async function createStacks(
  context: EngineContext,
  aws: Aws,
  deploymentId: string,
  signal: AbortSignal,
): Promise<void> {
  const planned = getDeployment(context.store, deploymentId)
  const instanceTypes = planned.stacks
    .flatMap((stack) => Object.entries(templateOf(stack, context.catalog).parameters))
    .flatMap(([name, fallback]) =>
      instanceTypeParameter.test(name) && fallback !== undefined ? [fallback] : [],
    )
  const [ZoneA, ZoneB] = await chooseZones(aws, [...new Set(instanceTypes)])
  for (const group of creationOrder(planned.stacks)) {
    // Nothing that the switch has to remove is made before it is armed.
    if (group.every(({ kind }) => kind !== 'guard')) await armOnce(context, aws, deploymentId, signal)
    const given = { DeploymentId: deploymentId, ZoneA, ZoneB }
    // The first stack that fails stops the others of its stage from being waited for; removal then takes
    // them all.
    const broken = new AbortController()
    const stage = AbortSignal.any([signal, broken.signal])
    const results = await Promise.allSettled(
      group.map((stack) =>
        makeStack(context, aws, stack, given, deploymentId, stage).catch((thrown: unknown) => {
          broken.abort(thrown)
          throw thrown
        }),
      ),
    )
    signal.throwIfAborted()
    if (results.some((result) => result.status === 'rejected')) throw broken.signal.reason
  }
}

async function makeStack(
  context: EngineContext,
  aws: Aws,
  stack: Stack,
  given: Record<string, string>,
  deploymentId: string,
  signal: AbortSignal,
): Promise<void> {
  const { store, catalog } = context
  const deployment = getDeployment(store, deploymentId)
  const template = templateOf(stack, catalog)
  const outputs = outputsOf(deployment.stacks, stack.scenarioId)
  const scenario = stack.scenarioId === null ? undefined : catalog.scenario(stack.scenarioId)
  const parameters = parametersFor(template, {
    scenario,
    chosen: deployment.options[stack.scenarioId ?? ''] ?? {},
    outputs: { ...outputs, ...given },
  })
  signal.throwIfAborted()
  // A step that an earlier process took, before it died, is not taken twice.
  if (stack.status === 'CREATE_COMPLETE') return
  updateStack(store, deploymentId, stack.name, { status: 'REQUESTED', createdAtMs: Date.now() })
  const request = {
    name: stack.name,
    templateBody: template.body,
    parameters,
    tags: tagsOf(deployment, stack),
    // The same after a restart: a stack that was asked for and never heard of is not made twice.
    token: `create-${stack.name}`,
    ...(stack.kind === 'guard' ? {} : { roleArn: outputs['StackRoleArn'] ?? '' }),
  }
  const arn = await createStack(aws, request, signal)
  updateStack(store, deploymentId, stack.name, { arn, status: 'CREATE_IN_PROGRESS' })
  announceDeployment(context, deploymentId)
  report(context, deploymentId, { level: 'info', message: `Creating stack ${stack.name}` })
  const { state, failure } = await followStack(aws, arn, {
    signal,
    onEvent: (event) => {
      reportStep(context, deploymentId, event)
      if (!event.failed) return
      report(context, deploymentId, {
        level: 'error',
        message: `${event.stackName}: ${event.logicalId} (${event.type}) ${event.status}: ${event.reason}`,
      })
    },
  })
  updateStack(store, deploymentId, stack.name, {
    status: state?.status ?? 'DELETE_COMPLETE',
    outputs: state?.outputs ?? {},
  })
  announceDeployment(context, deploymentId)
  if (state?.status === 'CREATE_COMPLETE') return
  const first = failure ?? {
    stack: stack.name,
    resource: null,
    resources: [],
    console: null,
    reason: `The stack ended as ${state?.status ?? 'gone'}.`,
  }
  recordFailure(store, deploymentId, first)
  throw new AppError(
    'deployment-failed',
    `${first.resource ?? stack.name} could not be created: ${first.reason}`,
    { ...first },
  )
}

async function armOnce(
  context: EngineContext,
  aws: Aws,
  deploymentId: string,
  signal: AbortSignal,
): Promise<void> {
  const deployment = getDeployment(context.store, deploymentId)
  if (deployment.stacks.some(({ kind, status }) => kind !== 'guard' && status !== 'PLANNED')) return
  await armSwitch(aws, deployment, signal)
  const at = new Date(deployment.expiresAtMs ?? 0).toISOString()
  report(context, deploymentId, {
    level: 'info',
    message: `The account removes everything by itself from ${at} on`,
  })
}

function tagsOf(deployment: Deployment, stack: Stack): Record<string, string> {
  return {
    'sluice:deployment': deployment.id,
    'sluice:experiment': deployment.experimentId,
    'sluice:stack': stack.scenarioId ?? stack.kind,
    ...(deployment.expiresAtMs === null
      ? {}
      : { 'sluice:expires': new Date(deployment.expiresAtMs).toISOString() }),
  }
}
