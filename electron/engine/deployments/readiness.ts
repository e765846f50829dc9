import { setTimeout as delay } from 'node:timers/promises'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import type { Service } from '../../../shared/experiment.ts'
import { bodyBytesOf, serviceTarget } from '../../../shared/service-target.ts'
import type { Aws } from '../aws/clients.ts'
import { awaitAgent, runScript } from '../aws/shell.ts'
import { toleratingFailures } from '../aws/tolerance.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { answerTimesScript, askedAnswers, parseAnswerTimes } from '../load/scripts/answer-times.ts'
import { parseProbe, probeScript } from '../load/scripts/probe.ts'
import { endpointOf } from './endpoint-of.ts'
import {
  expectedAnswers,
  mistakeIn,
  type AnsweringScenario,
  type ExpectedAnswer,
} from './expected-answers.ts'
import { originOf } from './origin-of.ts'
import { outputOf } from './stack-plan.ts'

/**
 * How many correct answers in a row count as ready: a path may answer correctly once and fail the next time.
 */
const timesInARow = 5
/** How long new scenarios may take to answer, and how long those that have answered before. */
const patienceMs = { new: 5 * 60_000, used: 20_000 } as const
/** How long a script may take beside the service time of the answers that it asks for. */
const scriptSec = 300

/** What is asked of every scenario of a deployment: these paths, answered as this service answers. */
interface Asked {
  deployment: Deployment
  paths: readonly string[]
  service: Service
}

/**
 * By scenario: the median of ten answers to the first path on one warm connection, in milliseconds; missing
 * where none was good. Rule 11.
 */
export type MedianAnswers = Readonly<Record<string, number>>

/** A scenario does not answer as it should. What was deployed may be all there. */
export class NotReady extends AppError {
  constructor(message: string) {
    super('deployment-failed', message)
  }
}

/**
 * Waits until every scenario of a new deployment answers every page as the planned service does, asked from
 * the load generator: status 200, the right length, the right bytes. CREATE_COMPLETE is not ready.
 * @throws NotReady with what still answers wrongly when the time is up
 */
export async function awaitReady(
  context: EngineContext,
  aws: Aws,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  const { agentMs } = aws.pacing
  report(context, deployment.id, {
    level: 'info',
    message:
      `Waiting up to ${spoken(agentMs)} for the load generator to take commands: its Systems Manager agent ` +
      'has been started and has to register first',
  })
  await awaitAgent(aws, loadGeneratorOf(deployment), { timeoutMs: agentMs, signal })
  const { paths } = context.catalog.experiment(deployment.experimentId)
  const asked = { deployment, paths, service: deployment.plan.load.service }
  await awaitAnswers(context, aws, asked, patienceMs.new, signal)
}

/**
 * The same before a run, of the paths and the service that it measures and with little patience: these
 * scenarios have answered before. With `light`, asks then how long an answer takes.
 * @returns empty without `light`
 * @throws NotReady also where that could not be asked
 */
export async function requireReady(
  context: EngineContext,
  aws: Aws,
  asked: Asked & { light: boolean },
  signal: AbortSignal,
): Promise<MedianAnswers> {
  try {
    const generator = loadGeneratorOf(asked.deployment)
    await awaitAgent(aws, generator, { timeoutMs: patienceMs.used, signal })
    await awaitAnswers(context, aws, asked, patienceMs.used, signal)
    return asked.light ? await medianAnswers(context, aws, asked, signal) : {}
  } catch (thrown) {
    signal.throwIfAborted()
    if (thrown instanceof NotReady || context.storeHealth.isStorageError(thrown)) throw thrown
    throw new NotReady(errorMessage(thrown))
  }
}

async function awaitAnswers(
  context: EngineContext,
  aws: Aws,
  asked: Asked,
  withinMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { deployment, service } = asked
  const { id } = deployment
  report(context, id, { level: 'info', message: 'Checking that every scenario answers every path' })
  let expected = expectedAnswers(endpointsOf(context, deployment), asked, originOf(context, deployment).pages)
  const untilMs = performance.now() + withinMs + waitingMs(expected.length * timesInARow, service)
  let reported = ''
  for (;;) {
    const wrong = await wrongAmong(expected, aws, asked, signal)
    const [first] = wrong
    if (first === undefined)
      return report(context, id, { level: 'info', message: 'Every scenario answers every path' })
    expected = wrong.map(({ answer }) => answer)
    const said = `${first.answer.target.scenarioId} ${first.answer.target.path} ${first.mistake}`
    if (performance.now() > untilMs) throw new NotReady(`Not ready after ${spoken(withinMs)}: ${said}`)
    if (said !== reported) report(context, id, { level: 'info', message: `Not ready yet: ${said}` })
    reported = said
    await delay(aws.pacing.pollMs, undefined, { signal })
  }
}

/** What of the time that answers take is only the origin's waiting. */
function waitingMs(answers: number, { timeMs }: Service): number {
  return answers * timeMs
}

function spoken(ms: number): string {
  return ms < 60_000 ? `${ms / 1000} seconds` : `${ms / 60_000} minutes`
}

/** Asks for all answers once, several times in a row each. @returns those that are wrong */
async function wrongAmong(
  expected: readonly ExpectedAnswer[],
  aws: Aws,
  { deployment, service }: Asked,
  signal: AbortSignal,
): Promise<{ answer: ExpectedAnswer; mistake: string }[]> {
  const targets = expected.map(({ target }) => target)
  const script = probeScript(targets, timesInARow, bodyBytesOf(service))
  const timeoutSec = scriptSec + Math.ceil(waitingMs(targets.length * timesInARow, service) / 1_000)
  const probe = { doing: 'check the scenarios', timeoutSec, signal }
  const ask = () => runScript(aws, loadGeneratorOf(deployment), script, probe)
  const { stdout } = await toleratingFailures(ask, { pauseMs: aws.pacing.pollMs, signal })
  const answers = parseProbe(stdout)
  return expected.flatMap((answer) => {
    const mistake = mistakeIn(answer, answers, timesInARow)
    return mistake === null ? [] : [{ answer, mistake }]
  })
}

async function medianAnswers(
  context: EngineContext,
  aws: Aws,
  { deployment, paths, service }: Asked,
  signal: AbortSignal,
): Promise<MedianAnswers> {
  report(context, deployment.id, { level: 'info', message: 'Timing ten answers of every scenario' })
  const [path = '/'] = paths
  const targets = endpointsOf(context, deployment).map(({ id, url, pin }) => ({
    scenarioId: id,
    pin,
    url: url + serviceTarget(path, service),
  }))
  const script = answerTimesScript(targets, bodyBytesOf(service))
  const timeoutSec = scriptSec + Math.ceil(waitingMs(targets.length * askedAnswers, service) / 1_000)
  const timing = { doing: 'time the answers of the scenarios', timeoutSec, signal }
  const ask = () => runScript(aws, loadGeneratorOf(deployment), script, timing)
  const { stdout } = await toleratingFailures(ask, { pauseMs: aws.pacing.pollMs, signal })
  return Object.fromEntries(
    parseAnswerTimes(stdout).flatMap(({ scenarioId, ms }) =>
      ms.length === 0 ? [] : [[scenarioId, medianOf(ms)] as const],
    ),
  )
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = 0, high = low] = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  return (low + high) / 2
}

/** The instance that runs the load tool. @throws AppError `internal` where no stack names it */
export function loadGeneratorOf({ stacks }: Deployment): string {
  const instanceId = outputOf(stacks, 'LoadGeneratorInstanceId')
  if (instanceId === undefined)
    throw new AppError('internal', 'The load generator stack has no output LoadGeneratorInstanceId.')
  return instanceId
}

function endpointsOf({ catalog }: EngineContext, deployment: Deployment): AnsweringScenario[] {
  return deployment.scenarios.map((id) => {
    const { answers, group } = catalog.scenario(id)
    return { id, ...endpointOf(catalog, deployment, id), answers, group }
  })
}
