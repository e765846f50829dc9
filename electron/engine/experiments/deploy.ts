import type { Deployment } from '../../../shared/deployment.ts'
import { createStacks } from '../deployments/create-stacks.ts'
import { causeOf } from '../deployments/losses.ts'
import { awaitReady } from '../deployments/readiness.ts'
import { createRun } from '../runs/create-run.ts'
import { abandon } from './abandon.ts'
import { measure } from './measure.ts'
import { advance, withAws, type Stage } from './stage.ts'

/** Creates the stacks that are missing, waits until every scenario answers, and measures as planned. */
export async function deploy(stage: Stage): Promise<void> {
  const { context, id, lease } = stage
  let runId: string
  try {
    const deployment = startLifetime(stage)
    await withAws(stage, lease.stop, async (aws) => {
      const created = await createStacks(context, aws, deployment, lease.stop)
      await awaitReady(context, aws, created, lease.stop).catch(async (thrown: unknown) => {
        lease.stop.throwIfAborted()
        throw await causeOf(aws, created.stacks, thrown)
      })
    })
    runId = planRun(stage)
    advance(context, id, 'measure')
  } catch (thrown) {
    return abandon(stage, thrown)
  }
  await measure(stage, runId)
}

/** The lifetime begins when the deployment is started; a restart does not extend it. */
function startLifetime({ context: { deployments }, id }: Stage): Deployment {
  const deployment = deployments.get(id)
  if (deployment.expiresAtMs !== null) return deployment
  return deployments.change(id, { expiresAtMs: Date.now() + deployment.lifetimeMs })
}

/** @returns the id of the planned run; a process that died may have written it already */
function planRun({ context, id }: Stage): string {
  const deployment = context.deployments.get(id)
  const run =
    context.runs.findGoing(id) ?? createRun(context, deployment, { load: {}, seed: deployment.plan.seed })
  return run.id
}
