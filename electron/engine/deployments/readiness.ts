import { setTimeout as delay } from 'node:timers/promises'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/experiment.ts'
import type { Aws } from '../aws/clients.ts'
import { awaitAgent, runScript } from '../aws/shell.ts'
import { toleratingFailures } from '../aws/tolerance.ts'
import type { Catalog } from '../catalog.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { parseProbe, probeScript, type ProbeResult, type ProbeTarget } from '../load/scripts/probe.ts'
import { originOf } from './origin-of.ts'
import { outputOf, outputsOf } from './stack-plan.ts'

/**
 * How many correct answers in a row count as ready: a path may answer correctly once and fail the next time.
 */
const timesInARow = 5
const readyTimeoutMs = 5 * 60_000

/**
 * Waits until every scenario answers every page, asked from the load generator: status 200, the right
 * length, the right bytes. CREATE_COMPLETE is not ready.
 * @throws AppError `deployment-failed` with what still answers wrongly when the time is up
 */
export async function awaitReady(
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  const { id } = deployment
  const instanceId = loadGeneratorOf(deployment)
  report(context, id, { level: 'info', message: 'Waiting for the load generator to take commands' })
  await awaitAgent(aws, instanceId, { timeoutMs: aws.pacing.agentMs, signal })
  report(context, id, { level: 'info', message: 'Checking that every scenario answers every path' })
  const untilMs = performance.now() + readyTimeoutMs
  const { pages } = originOf(context, deployment)
  let reported = ''
  let targets = probeTargets(context.catalog, deployment)
  for (;;) {
    const script = probeScript(targets, timesInARow)
    const probe = { doing: 'check the scenarios', timeoutSec: 300, signal }
    const { stdout } = await toleratingFailures(() => runScript(aws, instanceId, script, probe), {
      pauseMs: aws.pacing.pollMs,
      signal,
    })
    const answers = parseProbe(stdout)
    const wrong = targets.flatMap((target) => {
      const mistake = mistakeOf(target, answers, pages)
      return mistake === undefined ? [] : [{ target, mistake }]
    })
    if (wrong.length === 0)
      return report(context, id, { level: 'info', message: 'Every scenario answers every path' })
    targets = wrong.map(({ target }) => target)
    const first = `${wrong[0]?.target.scenarioId} ${wrong[0]?.target.path} ${wrong[0]?.mistake}`
    if (performance.now() > untilMs)
      throw new AppError('deployment-failed', `Not ready after ${readyTimeoutMs / 60_000} minutes: ${first}`)
    if (first !== reported) report(context, id, { level: 'info', message: `Not ready yet: ${first}` })
    reported = first
    await delay(aws.pacing.pollMs, undefined, { signal })
  }
}

/** What is wrong with the answers to a target, or undefined when all are right. */
function mistakeOf(
  target: ProbeTarget,
  answers: readonly ProbeResult[],
  pages: readonly Page[],
): string | undefined {
  const page = pages.find((one) => one.path === target.path)
  const own = answers.filter(
    (answer) => answer.scenarioId === target.scenarioId && answer.path === target.path,
  )
  for (const answer of own) {
    if (answer.status !== 200) return answer.status === 0 ? 'does not answer' : `answers ${answer.status}`
    if (page && answer.bytes !== page.bytes) return `answers ${answer.bytes} bytes instead of ${page.bytes}`
    if (page && answer.sha256 !== page.sha256) return 'answers other bytes than the origin holds'
  }
  return own.length < timesInARow ? 'was not asked often enough' : undefined
}

/** The instance that runs the load tool. @throws AppError `internal` where no stack names it */
export function loadGeneratorOf({ stacks }: Deployment): string {
  const instanceId = outputOf(stacks, 'LoadGeneratorInstanceId')
  if (instanceId === undefined)
    throw new AppError('internal', 'The load generator stack has no output LoadGeneratorInstanceId.')
  return instanceId
}

/** The address of a scenario, without a path. */
export function urlOf(catalog: Catalog, { stacks }: Deployment, scenarioId: string): string {
  const { urlOutput } = catalog.scenario(scenarioId)
  const url = outputsOf(stacks, scenarioId)[urlOutput]
  if (url === undefined)
    throw new AppError(
      'internal',
      `No stack has the output ${urlOutput} that scenario ${scenarioId} is reached by.`,
    )
  return url
}

function probeTargets(catalog: Catalog, deployment: Deployment): ProbeTarget[] {
  const { paths } = catalog.experiment(deployment.experimentId)
  return deployment.scenarios.flatMap((scenarioId) =>
    paths.map((path) => ({ scenarioId, path, url: urlOf(catalog, deployment, scenarioId) + path })),
  )
}
