import type { Account } from '../../../shared/account.ts'
import { budgetLimits } from '../../../shared/budget.ts'
import type { Deployment, Stack, StackKind } from '../../../shared/deployment.ts'
import { plainLoad } from '../../../shared/plain-load.ts'
import type { Found } from '../../../shared/receipt.ts'
import type { LiveStack } from '../aws/live-stacks.ts'
import type { Catalog } from '../catalog.ts'
import { billablesOf } from './billables.ts'
import { fixedParameters, templateOf, usualKinds } from './stack-plan.ts'

/**
 * What was found as a deployment of this data folder, whose removal is still to come. Nothing of it is made
 * up: its experiment is the one of its tag, its scenarios are those whose stacks are still there, and its
 * plan is not known any more, so that it is never run again.
 */
export function adopted(catalog: Catalog, account: Account, found: Found, nowMs: number): Deployment {
  const stacks = found.stacks.map((stack) => stackOf(catalog, found.deploymentId, stack))
  return {
    id: found.deploymentId,
    experimentId: found.experimentId ?? '',
    account,
    accountId: account.kind === 'practice' ? null : found.accountId,
    endpoint: found.endpoint,
    region: found.region,
    scenarios: stacks.flatMap(({ scenarioId }) => scenarioId ?? []),
    options: {},
    plan: { paths: ['/'], load: noLoad, predictions: {} },
    phase: 'stranded',
    stacks,
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

/** Of a load that is not known. */
const noLoad = {
  ...plainLoad,
  threads: 1,
  connections: 1,
  durationSec: 1,
  rounds: 1,
  leadIn: { kind: 'one-request' as const },
}

function stackOf(
  catalog: Catalog,
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
