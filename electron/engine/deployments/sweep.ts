import { plainLoad } from '../../../shared/plain-load.ts'
import type { Account } from '../../../shared/account.ts'
import { budgetLimits } from '../../../shared/budget.ts'
import type { Swept } from '../../../shared/swept.ts'
import type { Deployment, Stack, StackKind } from '../../../shared/deployment.ts'
import { errorMessage } from '../../../shared/errors.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import type { Found } from '../../../shared/receipt.ts'
import { accountFacts } from '../aws/account-facts.ts'
import { callerIdentity } from '../aws/identity.ts'
import { enabledRegions } from '../aws/regions.ts'
import { stackTags } from '../aws/stacks.ts'
import { liveStacks, type LiveStack } from '../aws/live-stacks.ts'
import type { EngineContext, Work } from '../engine-context.ts'
import { billablesOf } from './billables.ts'
import { fixedParameters, templateOf, usualKinds } from './stack-plan.ts'

type Look = Pick<Work, 'unattended'>

/**
 * Looks for stacks of Sluice that this data folder does not list as live. Others may have made them: what
 * is found is offered for removal, never removed automatically.
 * @param where in all Regions that the account has enabled, in those that were used with it before, or in
 * these
 * @throws AppError `not-found` for a profile that does not exist; any error where the Regions cannot be
 * listed
 */
export async function sweep(
  context: EngineContext,
  account: Account,
  where: 'everywhere' | 'where used' | readonly string[],
  look: Look = {},
): Promise<Swept> {
  // A profile that does not exist is a mistake, not a Region that could not be searched.
  const { region } = account.kind === 'practice' ? { region: null } : await accountFacts(account)
  const usual = region ?? defaultRegion(context)
  const regions =
    where === 'everywhere'
      ? await regionsOf(context, account, usual, look)
      : where === 'where used'
        ? regionsUsed(context, account, usual)
        : [...where]
  const swept: Swept = { account, regions, found: [], unknown: [] }
  await Promise.all(
    regions.map(async (region) => {
      try {
        swept.found.push(...(await sweepRegion(context, account, region, look)))
      } catch (thrown) {
        swept.unknown.push({ region, reason: errorMessage(thrown) })
      }
    }),
  )
  return swept
}

/**
 * The sweep at start-up: over the accounts that were used from here and can be asked without a person. It
 * reports what it has found, and nothing of what it could not ask.
 */
export async function sweepUsedAccounts(context: EngineContext, tell: (swept: Swept) => void): Promise<void> {
  const accounts = new Map(
    context.deployments.list().map(({ account }) => [JSON.stringify(account), account]),
  )
  for (const account of accounts.values()) {
    // The practice account is this machine's own: nothing is found there that its rows do not know.
    if (account.kind === 'practice') continue
    const swept = await sweep(context, account, 'where used', { unattended: true }).catch(() => undefined)
    if (swept !== undefined && swept.found.length > 0) tell(swept)
  }
}

/** Where this account was used from here; where nothing was, the place that a deployment would go to. */
function regionsUsed(context: EngineContext, account: Account, usual: string): string[] {
  const used = context.deployments
    .list()
    .filter((deployment) => JSON.stringify(deployment.account) === JSON.stringify(account))
    .map(({ region }) => region)
  return used.length === 0 ? [usual] : [...new Set(used)].toSorted()
}

/** Where the bundled experiments go: the place to look in where nothing was ever deployed from here. */
function defaultRegion(context: EngineContext): string {
  return context.catalog.experiments[0]?.region ?? 'us-west-2'
}

async function regionsOf(
  context: EngineContext,
  account: Account,
  usual: string,
  look: Look,
): Promise<string[]> {
  const aws = await context.connect(account, usual, { deploymentId: null, ...look })
  return enabledRegions(aws).finally(() => aws.close())
}

async function sweepRegion(
  context: EngineContext,
  account: Account,
  region: string,
  look: Look,
): Promise<Found[]> {
  const known = new Set(context.deployments.list().flatMap(({ id, phase }) => (isLive(phase) ? [id] : [])))
  const aws = await context.connect(account, region, { deploymentId: null, ...look })
  try {
    const { accountId } = await callerIdentity(aws)
    const byDeployment = Map.groupBy(await liveStacks(aws), ({ deploymentId }) => deploymentId)
    const unknown = [...byDeployment].filter(([id]) => !known.has(id))
    return await Promise.all(
      unknown.map(async ([deploymentId, stacks]) => {
        const tags = await stackTags(aws, stacks[0]?.arn ?? '')
        const expires = Date.parse(tags['sluice:expires'] ?? '')
        return {
          deploymentId,
          experimentId: tags['sluice:experiment'] ?? null,
          accountId,
          endpoint: aws.detour?.endpoint ?? null,
          region,
          stacks: stacks.map(({ name, arn, status, createdAtMs }) => ({ name, arn, status, createdAtMs })),
          expiresAtMs: Number.isNaN(expires) ? null : expires,
        }
      }),
    )
  } finally {
    aws.close()
  }
}

/**
 * What was found as a deployment of this data folder, whose removal is still to come. Its plan is not known
 * any more: it is never run again.
 */
export function adopted(context: EngineContext, account: Account, found: Found, nowMs: number): Deployment {
  const experiment =
    context.catalog.experiments.find(({ id }) => id === found.experimentId) ?? context.catalog.experiments[0]
  return {
    id: found.deploymentId,
    experimentId: found.experimentId ?? experiment?.id ?? '',
    account,
    accountId: account.kind === 'practice' ? null : found.accountId,
    endpoint: found.endpoint,
    region: found.region,
    scenarios: experiment?.scenarios ?? ['elb'],
    options: {},
    plan: { paths: experiment?.paths ?? ['/'], load: experiment?.load ?? noLoad, predictions: {} },
    phase: 'stranded',
    stacks: found.stacks.map((stack) => stackOf(context, found.deploymentId, stack)),
    failure: null,
    removalFailure: null,
    capUsd: budgetLimits.capUsd.usual,
    lifetimeMs: budgetLimits.lifetimeMs.usual,
    roleBoundary: null,
    expiresAtMs: found.expiresAtMs,
    billingStoppedAtMs: null,
    receipt: null,
    afterwards: 'tear-down',
    typed: null,
    provenance: 'found',
    createdAtMs: Math.min(...found.stacks.map(({ createdAtMs }) => createdAtMs), nowMs),
    changedAtMs: nowMs,
  }
}

const noLoad = {
  ...plainLoad,
  threads: 1,
  connections: 1,
  durationSec: 1,
  rounds: 1,
  leadIn: { kind: 'one-request' as const },
}

function stackOf(
  { catalog }: EngineContext,
  deploymentId: string,
  { name, arn, status, createdAtMs }: Pick<LiveStack, 'name' | 'arn' | 'status' | 'createdAtMs'>,
): Stack {
  const what = name.slice(`sluice-${deploymentId}-`.length)
  const scenario = catalog.scenarios.find(({ id }) => id === what)
  const shared = catalog.sharedStacks.find(({ id }) => id === what)
  const kind: StackKind =
    usualKinds.find((one) => one === what) ?? (shared === undefined ? 'scenario' : 'shared')
  const part = {
    kind,
    scenarioId: kind === 'scenario' ? what : null,
    sharedId: shared?.id ?? null,
  }
  const isKnown = kind !== 'scenario' || (scenario !== undefined && scenario.template !== null)
  const template = isKnown ? templateOf(part, catalog) : undefined
  return {
    name,
    ...part,
    arn,
    status,
    outputs: {},
    billables: template === undefined ? [] : billablesOf(template, fixedParameters(scenario)),
    createdAtMs,
    deletedAtMs: null,
    retained: [],
  }
}
