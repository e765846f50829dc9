import type { Identity } from '../../../shared/account.ts'
import type { Check } from '../../../shared/check.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import type { PriceTable } from '../../../shared/price-table.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import type { Aws } from '../aws/clients.ts'
import type { Template } from '../catalog.ts'
import { templateOf } from '../deployments/stack-plan.ts'
import type { EngineContext } from '../engine-context.ts'
import { unknown, type AccountCheck, type Plan } from './account-check.ts'
import { accountChecks } from './checks.ts'

/** A check that takes longer than this is not worth the wait. */
const longestCheckMs = 10_000

/**
 * Checks everything that can be known before the start. Creates nothing, and throws only where the account
 * cannot be reached at all.
 */
export async function preflight(
  context: EngineContext,
  deployment: Deployment,
): Promise<{ identity: Identity; checks: Check[] }> {
  const identity = await context.identify(deployment.account, deployment.region)
  const aws = await context.connect(deployment.account, deployment.region)
  try {
    const known = new Set(context.deployments.list().flatMap(({ id, phase }) => (isLive(phase) ? [id] : [])))
    const templates = templatesOf(context, deployment)
    const prices = await pricesFor(context, deployment)
    const plan: Plan = { deployment, templates, catalog: context.catalog, identity, known, prices }
    return { identity, checks: await Promise.all(accountChecks.map((check) => outcomeOf(check, aws, plan))) }
  } finally {
    aws.close()
  }
}

/** Those of the day: a cap should hold by what AWS asks. The practice account charges nothing. */
async function pricesFor({ prices }: EngineContext, { account, region }: Deployment): Promise<PriceTable> {
  return account.kind === 'practice' ? prices.known(account, region) : prices.of(account, region)
}

/** The templates of a deployment's stacks, each once. */
function templatesOf({ catalog }: EngineContext, { stacks }: Deployment): Template[] {
  const byFile = new Map(stacks.map((stack) => templateOf(stack, catalog)).map((one) => [one.file, one]))
  return [...byFile.values()]
}

async function outcomeOf({ name, ask }: AccountCheck, aws: Aws, plan: Plan): Promise<Check> {
  const late = new Promise<never>((_, reject) => {
    const seconds = longestCheckMs / 1000
    setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), longestCheckMs).unref()
  })
  try {
    return { name, ...(await Promise.race([Promise.resolve(ask(aws, plan)), late])) }
  } catch (thrown) {
    return { name, ...unknown(`Could not be checked: ${errorMessage(thrown)}`) }
  }
}

/**
 * Requires, before anything is created, that no check fails and that each warning that has to be is
 * confirmed.
 * @param confirmed names of the checks whose warnings the person has confirmed
 * @throws AppError `preflight` with all of `details.checks`, `unconfirmed-checks` with those that lack it
 */
export async function requirePreflight(
  context: EngineContext,
  deployment: Deployment,
  confirmed: readonly string[],
): Promise<void> {
  const { checks } = await preflight(context, deployment)
  const failed = checks.filter(({ outcome }) => outcome === 'failed')
  if (failed.length > 0)
    throw new AppError('preflight', `It cannot start. ${sentencesOf(failed)}`, { checks })
  const open = checks.filter(({ name, toConfirm }) => toConfirm === true && !confirmed.includes(name))
  if (open.length > 0)
    throw new AppError('unconfirmed-checks', `Confirm before it can start: ${sentencesOf(open)}`, {
      checks: open,
    })
}

function sentencesOf(checks: readonly Check[]): string {
  return checks.map(({ name, finding, remedy }) => `${name}: ${finding} ${remedy ?? ''}`.trim()).join(' ')
}
