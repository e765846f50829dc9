import { budgetLimits } from '../../../shared/budget.ts'
import { AppError } from '../../../shared/errors.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import { moment } from '../../../shared/moment.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { moveSwitch } from './dead-mans-switch.ts'

/** Less than this from now could be over before the account knows of it. */
const soonestMs = 60_000

/**
 * Lets a deployment live until another time: first the switch in the account is moved, then the row.
 * @throws AppError `invalid-input` for a time out of bounds, `conflict` where there is nothing to extend;
 * nothing has changed then
 */
export async function extend(context: EngineContext, id: string, expiresAtMs: number): Promise<void> {
  const deployment = context.deployments.get(id)
  if (!isLive(deployment.phase) || deployment.phase === 'removing' || deployment.expiresAtMs === null)
    throw new AppError('conflict', `Deployment ${id} is ${deployment.phase}: there is nothing to extend.`)
  const now = Date.now()
  const latest = now + budgetLimits.lifetimeMs.max
  if (!(expiresAtMs >= now + soonestMs && expiresAtMs <= latest)) {
    const bounds = [now + soonestMs, latest].map((atMs) => moment(atMs, null))
    throw new AppError('invalid-input', `It may stay until a time from ${bounds[0]} to ${bounds[1]}.`, {
      field: 'expiresAtMs',
    })
  }
  const aws = await context.connect(deployment.account, deployment.region, {
    // A person is waiting.
    deploymentId: null,
    accountId: deployment.accountId,
  })
  try {
    await moveSwitch(aws, context.catalog, deployment, expiresAtMs)
  } finally {
    aws.close()
  }
  context.deployments.change(id, { expiresAtMs })
  report(context, id, { level: 'info', message: `It now stays until ${moment(expiresAtMs, null)}` })
}
