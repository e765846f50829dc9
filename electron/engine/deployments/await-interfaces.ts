import { setTimeout as delay } from 'node:timers/promises'
import type { Account } from '../../../shared/account.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { times } from '../../../shared/figures.ts'
import { vpcLinkStack } from '../../../shared/template-contract.ts'
import { namesIt } from '../aws/inventory-question.ts'
import { interfacesIn, type InterfaceFound } from '../aws/network-interfaces.ts'
import type { Aws } from '../aws/clients.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { listStackResources } from '../store/stack-resources.ts'
import { retainedIds } from './retain.ts'
import { outputOf } from './stack-plan.ts'

/** AWS takes 20-45 minutes to give up a function's network interfaces, at times more than an hour. */
const interfacesTimeoutMs = 90 * 60_000

/**
 * Subnets of base cannot be deleted while a network interface is left in them. Those of the deployment's own
 * functions, links, load balancers and instances go: they are waited for. Those of others do not, and
 * whether they are in the way shows when base is tried. Interfaces of functions cost nothing, and the wait
 * can be interrupted and repeated at any time.
 */
export async function awaitInterfacesGone(
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  const vpcId = outputOf(deployment.stacks, 'VpcId')
  if (vpcId === undefined) return
  const isGoing = goingOf(context, deployment)
  const untilMs = performance.now() + interfacesTimeoutMs
  let reported: number | undefined
  for (;;) {
    const left = (await interfacesIn(aws, vpcId)).filter(isGoing)
    if (left.length === 0) return
    if (left.length !== reported) {
      const message = reported === undefined ? waitText(left, deployment.account) : `${countText(left)} left`
      reported = left.length
      report(context, deployment.id, { level: 'info', message })
    }
    if (performance.now() > untilMs) {
      const names = left.map(({ text }) => text).join(', ')
      const message = `Network interfaces are still there, and are not waited for any longer: ${names}`
      return report(context, deployment.id, { level: 'warning', message })
    }
    await delay(aws.pacing.pollMs, undefined, { signal })
  }
}

function waitText(left: readonly InterfaceFound[], { kind }: Account): string {
  const ofFunctions = left.filter(({ isOfFunction }) => isOfFunction).length
  const onAws = ofFunctions > 0 ? '20 to 45 minutes' : 'some minutes'
  const ofLinks = left.filter(isOfVpcLink).length
  const whose =
    ofFunctions === left.length ? ' of functions' : ofLinks === left.length ? ' of the VPC link' : ''
  return (
    `Waiting for AWS to delete ${countText(left)}${whose}: usually ` +
    `${kind === 'practice' ? 'some seconds' : onAws}. They cost nothing, and Sluice may be closed meanwhile.`
  )
}

function countText(left: readonly InterfaceFound[]): string {
  return times(left.length, 'network interface')
}

/** Source: EC2 API reference, InterfaceType. */
function isOfVpcLink({ kind }: InterfaceFound): boolean {
  return kind === 'api_gateway_managed'
}

/**
 * Which interfaces are on their way out: those of functions and of the deployment's VPC link, whatever AWS
 * calls them, and those that name something of its stacks. What a person leaves behind keeps its own.
 */
function goingOf(context: EngineContext, deployment: Deployment): (one: InterfaceFound) => boolean {
  const retained = retainedIds(context, deployment)
  const own = listStackResources(context.store, deployment.id).map(({ physicalId }) => physicalId)
  const names = ({ text }: InterfaceFound, ids: readonly string[]) => ids.some((id) => namesIt(text, id))
  const hasLink = deployment.stacks.some(({ sharedId }) => sharedId === vpcLinkStack)
  const isGoing = (one: InterfaceFound) =>
    one.isOfFunction || (hasLink && isOfVpcLink(one)) || names(one, own)
  return (one) => !names(one, retained) && isGoing(one)
}
