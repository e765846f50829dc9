import type { Activity } from '../../shared/activity.ts'
import type { Finding } from './bench.ts'
import { deployOnPractice } from './practice-deployment.ts'

/**
 * How long the practice account takes to deploy and to remove everything, and each stack by itself. For
 * information: its pace is ours to choose.
 */
export async function deploy(): Promise<Finding[]> {
  const startedMs = Date.now()
  const deployment = await deployOnPractice(['elb', 'lambda-256', 'lambda-512', 'lambda-1024', 'http-proxy'])
  const deployMs = Date.now() - startedMs
  const { stacks } = await deployment.engine
    .dispatch('deployments.get', { id: deployment.id })
    .then((answer) => {
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value
    })
  const activities = await deployment.activities()
  const removing = Date.now()
  await deployment.remove()
  const removeMs = Date.now() - removing
  const perStack = stacks.map(
    ({ name }) => [`${name.replace(`sluice-${deployment.id}-`, '')}Ms`, createMs(activities, name)] as const,
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

function createMs(activities: readonly Activity[], stack: string): number {
  const begun = activities.find((activity) => activity.message === `Creating stack ${stack}`)
  const done = activities.find((activity) =>
    activity.message.startsWith(`${stack}: ${stack} (AWS::CloudFormation::Stack) CREATE_COMPLETE`),
  )
  return begun && done ? done.atMs - begun.atMs : Number.NaN
}
