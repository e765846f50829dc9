import { setTimeout as delay } from 'node:timers/promises'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { times } from '../../../shared/figures.ts'
import { namesIt } from '../aws/inventory-question.ts'
import { interfacesIn } from '../aws/network-interfaces.ts'
import type { Aws } from '../aws/clients.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { retainedIds } from './retain.ts'
import { outputOf } from './stack-plan.ts'

/** AWS takes 20-45 minutes to give up a function's network interfaces, at times more than an hour. */
const interfacesTimeoutMs = 90 * 60_000

/**
 * Subnets of base cannot be deleted while a network interface is left in them. Interfaces cost nothing, and
 * the wait can be interrupted and repeated at any time.
 */
export async function awaitInterfacesGone(
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  const vpcId = outputOf(deployment.stacks, 'VpcId')
  if (vpcId === undefined) return
  // What a person leaves behind keeps its interfaces: those are not on their way out.
  const retained = retainedIds(context, deployment)
  const usually = deployment.account.kind === 'practice' ? 'some seconds' : '20 to 45 minutes'
  const untilMs = performance.now() + interfacesTimeoutMs
  let reported: number | undefined
  for (;;) {
    const left = (await interfacesIn(aws, vpcId)).filter((one) => !retained.some((id) => namesIt(one, id)))
    if (left.length === 0) return
    if (left.length !== reported) {
      const message =
        reported === undefined
          ? `Waiting for AWS to delete ${times(left.length, 'network interface')} of the functions: ` +
            `usually ${usually}. They cost nothing, and Sluice may be closed meanwhile.`
          : `${times(left.length, 'network interface')} left`
      reported = left.length
      report(context, deployment.id, { level: 'info', message })
    }
    if (performance.now() > untilMs)
      throw new AppError(
        'deployment-failed',
        `Network interfaces are still there: ${left.join(', ')}. They cost nothing. Try again later.`,
      )
    await delay(aws.pacing.pollMs, undefined, { signal })
  }
}
