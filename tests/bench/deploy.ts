import { call } from '../../electron/cli/session.ts'
import type { StackStep } from '../../shared/deployment.ts'
import type { Finding } from './bench.ts'
import { deployOnPractice } from './practice-deployment.ts'

/**
 * How long the practice account takes to deploy and to remove everything, and each stack on its own. For
 * information: its pace is ours to choose.
 */
export async function deploy(): Promise<Finding[]> {
  const startedMs = Date.now()
  const deployment = await deployOnPractice(['elb', 'lambda-256', 'lambda-512', 'lambda-1024', 'http-proxy'])
  const deployMs = Date.now() - startedMs
  const { stacks } = await call(deployment.engine, 'deployments.get', { id: deployment.id })
  const steps = await call(deployment.engine, 'deployments.steps', { id: deployment.id })
  const removing = Date.now()
  await deployment.remove()
  const removeMs = Date.now() - removing
  const perStack = stacks.map(
    ({ name }) => [`${name.replace(`sluice-${deployment.id}-`, '')}Ms`, createMs(steps, name)] as const,
  )
  return [
    { name: 'deploy', promise: 'all five scenarios of 2017', holds: null, figures: { deployMs, removeMs } },
    {
      name: 'deploy, per stack',
      promise: 'from the request to CREATE_COMPLETE',
      holds: null,
      figures: Object.fromEntries(perStack),
    },
  ]
}

/** From the first to the last step that CloudFormation told of a stack itself. */
function createMs(steps: readonly StackStep[], stack: string): number {
  const own = steps.filter(
    ({ logicalId, type }) => logicalId === stack && type === 'AWS::CloudFormation::Stack',
  )
  const begun = own.find(({ status }) => status === 'CREATE_IN_PROGRESS')
  const done = own.find(({ status }) => status === 'CREATE_COMPLETE')
  return begun && done ? done.atMs - begun.atMs : Number.NaN
}
