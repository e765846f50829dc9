import type { Identity } from '../../../shared/account.ts'
import type { Check } from '../../../shared/contract.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import { gatewayThrottle, neighbours } from '../aws/limits.ts'
import type { Aws } from '../aws/clients.ts'
import { templateOf } from '../deployments/stack-plan.ts'
import type { EngineContext } from '../engine-context.ts'
import { listDeployments } from '../store/deployments.ts'
import { accountChecks, type AccountCheck, type Plan } from './checks.ts'

/** A question that takes longer than this is not worth the wait. */
const mostMs = 10_000

/**
 * Everything that can be known beforehand. Creates nothing, and throws only where the account cannot be
 * reached at all.
 */
export async function preflight(
  context: EngineContext,
  deployment: Deployment,
): Promise<{ identity: Identity; checks: Check[] }> {
  const identity = await context.identify(deployment.account, deployment.region)
  const aws = await context.connect(deployment.account, deployment.region)
  try {
    const templates = [
      ...new Map(
        deployment.stacks.map((stack) => templateOf(stack, context.catalog)).map((one) => [one.file, one]),
      ).values(),
    ]
    const known = new Set(
      listDeployments(context.store).flatMap(({ id, phase }) => (isLive(phase) ? [id] : [])),
    )
    const plan: Plan = { deployment, templates, catalog: context.catalog, identity, known }
    return { identity, checks: await Promise.all(accountChecks.map((check) => outcomeOf(check, aws, plan))) }
  } finally {
    aws.close()
  }
}

async function outcomeOf({ name, ask }: AccountCheck, aws: Aws, plan: Plan): Promise<Check> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${mostMs / 1000} s`)), mostMs).unref()
  })
  try {
    const { outcome, finding, remedy } = await Promise.race([Promise.resolve(ask(aws, plan)), late])
    return { name, outcome, finding, remedy }
  } catch (thrown) {
    return {
      name,
      outcome: 'unknown',
      finding: `could not be checked: ${errorMessage(thrown)}`,
      remedy: null,
    }
  }
}

/**
 * Holds that no check fails. @throws AppError `preflight` with `details.checks`, before anything is created
 */
export async function requirePreflight(context: EngineContext, deployment: Deployment): Promise<void> {
  const { checks } = await preflight(context, deployment)
  const failed = checks.filter(({ outcome }) => outcome === 'failed')
  if (failed.length === 0) return
  const sentences = failed.map(
    ({ name, finding, remedy }) => `${name}: ${finding}.${remedy === null ? '' : ` ${remedy}`}`,
  )
  throw new AppError('preflight', `It cannot start. ${sentences.join(' ')}`, { checks })
}

/**
 * The options with the stage throttles lowered to half of the account's where others share its limits: only
 * where the person has left the scenario's own default. The same options where nobody does, or where it
 * cannot be asked.
 */
export async function consideredOptions(
  context: EngineContext,
  deployment: Deployment,
): Promise<Deployment['options']> {
  const { account, region, options } = deployment
  if (account.kind === 'practice') return options
  const aws = await context.connect(account, region)
  try {
    const [{ apis, functions }, limit] = await Promise.all([neighbours(aws), gatewayThrottle(aws)])
    if (apis.length === 0 && functions.length === 0) return options
    return lowered(context, options, Math.floor(limit / 2))
  } catch {
    return options
  } finally {
    aws.close()
  }
}

function lowered(
  context: EngineContext,
  options: Deployment['options'],
  most: number,
): Deployment['options'] {
  return Object.fromEntries(
    Object.entries(options).map(([id, own]) => {
      const throttle = context.catalog
        .scenario(id)
        .options.find(({ parameter }) => parameter === 'ThrottleRate')
      const untouched =
        throttle !== undefined &&
        own['ThrottleRate'] === throttle.default &&
        Number(throttle.default) > most &&
        most > 0
      return [id, untouched ? { ...own, ThrottleRate: String(most) } : own]
    }),
  )
}
