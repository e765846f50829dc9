import type { Account, Identity } from '../../shared/account.ts'
import type { ActivityDraft } from '../../shared/activity.ts'
import type { Aws } from './aws/clients.ts'
import type { StoreHealth } from './store-health.ts'
import type { PriceTables } from './price-tables.ts'
import type { Prompts } from './prompts.ts'
import type { StackEvent } from './aws/stack-events.ts'
import type { Catalog } from './catalog.ts'
import type { CallTurns } from './deployments/call-turns.ts'
import type { LoadTool } from './load/load-tool.ts'
import type { OriginKind } from './load/origin.ts'
import { appendActivity } from './store/activities.ts'
import type { Announce } from './store/announce.ts'
import type { Deployments } from './store/deployments.ts'
import type { Owner } from './store/leases.ts'
import { appendStackSteps } from './store/stack-steps.ts'
import type { Store } from './store/open.ts'
import type { Runs } from './store/runs.ts'

/** What an account is reached for: who learns of problems, and how long they are waited for. */
export interface Work {
  /**
   * The deployment whose activities report problems and that prompts name; null where it is for none.
   */
  deploymentId: string | null
  /** The AWS account that was confirmed: credentials that lead to another one are refused. */
  accountId?: string | null
  /**
   * Nobody is there to be asked: what would need a person, or would run a program of theirs, fails instead.
   */
  unattended?: boolean
  /** Ends every wait: for the network, for throttling to end, for a person to sign in. */
  signal?: AbortSignal
}

/** What the engine's parts work with. Made once, in `engine.ts`. */
export interface EngineContext {
  store: Store
  deployments: Deployments
  runs: Runs
  /** Who this engine is among those on the same data folder. */
  owner: Owner
  catalog: Catalog
  loadTool: LoadTool
  origin: OriginKind
  /** Reaches an account. @throws AppError `account-refused`, `practice-unavailable` or `credentials` */
  connect(account: Account, region: string, work?: Work): Promise<Aws>
  /** Who calls would be made as. @throws AppError `credentials` */
  identify(account: Account, region: string): Promise<Identity>
  prices: PriceTables
  /** Whose turn it is to make or delete a REST API. */
  callTurns: CallTurns
  /** Asks a person for what the engine cannot know, and waits for the answer. */
  prompts: Prompts
  /** Whether this machine was asleep while a trial ran on it: the figures of such a trial mean nothing. */
  sleptThrough(runId: string, order: number): boolean
  announce: Announce
  /** While the database cannot be used, work stops where it is, and is resumed once it can be. */
  storeHealth: StoreHealth
  /** Does something that a timer starts: what fails is logged, and ends nothing. */
  guarded(work: () => void): void
}

/** Writes down what happened, then announces it. */
export function report(context: EngineContext, deploymentId: string, draft: ActivityDraft): void {
  const { level, message, runId = null } = draft
  context.announce(
    'activity.appended',
    appendActivity(context.store, { atMs: Date.now(), deploymentId, runId, level, message }),
  )
}

/** Writes down steps of a stack, as CloudFormation reports them, then announces them. */
export function reportSteps(
  context: EngineContext,
  deploymentId: string,
  events: readonly StackEvent[],
): void {
  if (events.length === 0) return
  const found = events.map(({ id, atMs, stackName, logicalId, type, status, reason }) => {
    return { eventId: id, atMs, deploymentId, stack: stackName, logicalId, type, status, reason }
  })
  for (const step of appendStackSteps(context.store, found)) context.announce('stack.progressed', step)
}
