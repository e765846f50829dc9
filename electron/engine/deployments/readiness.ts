import { setTimeout as delay } from 'node:timers/promises'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError, errorMessage } from '../../../shared/errors.ts'
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
/** How long new scenarios may take to answer, and how long those that have answered before. */
const patienceMs = { new: 5 * 60_000, used: 20_000 } as const

/** A scenario does not answer as it should. What was deployed may be all there. */
export class NotReady extends AppError {
  constructor(message: string) {
    super('deployment-failed', message)
  }
}

/**
 * Waits until every scenario of a new deployment answers every page, asked from the load generator: status
 * 200, the right length, the right bytes. CREATE_COMPLETE is not ready.
 * @throws NotReady with what still answers wrongly when the time is up
 */
export async function awaitReady(
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  report(context, deployment.id, {
    level: 'info',
    message: 'Waiting for the load generator to take commands',
  })
  await awaitAgent(aws, loadGeneratorOf(deployment), { timeoutMs: aws.pacing.agentMs, signal })
  const { paths } = context.catalog.experiment(deployment.experimentId)
  await awaitAnswers(context, aws, { deployment, paths, withinMs: patienceMs.new }, signal)
}

/**
 * The same before a run, of the paths that it measures and with little patience: these scenarios have
 * answered before.
 * @throws NotReady also where that could not be asked
 */
export async function requireReady(
  context: EngineContext,
  aws: Aws,
  { deployment, paths }: { deployment: Deployment; paths: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  try {
    await awaitAgent(aws, loadGeneratorOf(deployment), { timeoutMs: patienceMs.used, signal })
    await awaitAnswers(context, aws, { deployment, paths, withinMs: patienceMs.used }, signal)
  } catch (thrown) {
    signal.throwIfAborted()
    if (thrown instanceof NotReady || context.storeHealth.isStorageError(thrown)) throw thrown
    throw new NotReady(errorMessage(thrown))
  }
}

async function awaitAnswers(
  context: EngineContext,
  aws: Aws,
  asked: { deployment: Deployment; paths: readonly string[]; withinMs: number },
  signal: AbortSignal,
): Promise<void> {
  const { deployment, paths, withinMs } = asked
  const { id } = deployment
  report(context, id, { level: 'info', message: 'Checking that every scenario answers every path' })
  const untilMs = performance.now() + withinMs
  let reported = ''
  let targets = probeTargets(context.catalog, deployment, paths)
  for (;;) {
    const wrong = await wrongAmong(targets, context, aws, deployment, signal)
    const [first] = wrong
    if (first === undefined)
      return report(context, id, { level: 'info', message: 'Every scenario answers every path' })
    targets = wrong.map(({ target }) => target)
    const said = `${first.target.scenarioId} ${first.target.path} ${first.mistake}`
    if (performance.now() > untilMs) throw new NotReady(`Not ready after ${spoken(withinMs)}: ${said}`)
    if (said !== reported) report(context, id, { level: 'info', message: `Not ready yet: ${said}` })
    reported = said
    await delay(aws.pacing.pollMs, undefined, { signal })
  }
}

function spoken(ms: number): string {
  return ms < 60_000 ? `${ms / 1000} seconds` : `${ms / 60_000} minutes`
}

/** Asks all targets once, several times in a row each. @returns those that answer wrongly */
async function wrongAmong(
  targets: readonly ProbeTarget[],
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<{ target: ProbeTarget; mistake: string }[]> {
  const { pages } = originOf(context, deployment)
  const script = probeScript(targets, timesInARow)
  const probe = { doing: 'check the scenarios', timeoutSec: 300, signal }
  const ask = () => runScript(aws, loadGeneratorOf(deployment), script, probe)
  const { stdout } = await toleratingFailures(ask, { pauseMs: aws.pacing.pollMs, signal })
  const answers = parseProbe(stdout)
  return targets.flatMap((target) => {
    const mistake = mistakeOf(target, answers, pages)
    return mistake === undefined ? [] : [{ target, mistake }]
  })
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

function probeTargets(catalog: Catalog, deployment: Deployment, paths: readonly string[]): ProbeTarget[] {
  return deployment.scenarios.flatMap((scenarioId) =>
    paths.map((path) => ({ scenarioId, path, url: urlOf(catalog, deployment, scenarioId) + path })),
  )
}
