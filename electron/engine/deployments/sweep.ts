import type { Account } from '../../../shared/account.ts'
import type { Swept } from '../../../shared/swept.ts'
import { errorMessage } from '../../../shared/errors.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import type { Found } from '../../../shared/receipt.ts'
import { accountFacts } from '../aws/account-facts.ts'
import { callerIdentity } from '../aws/identity.ts'
import { enabledRegions } from '../aws/regions.ts'
import { stackTags } from '../aws/stacks.ts'
import { liveStacks } from '../aws/live-stacks.ts'
import type { EngineContext, Work } from '../engine-context.ts'

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
  const usual = region === null ? experimentRegions(context) : [region]
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

/** Where this account was used from here; where nothing was, the places that a deployment would go to. */
function regionsUsed(context: EngineContext, account: Account, usual: readonly string[]): string[] {
  const used = context.deployments
    .list()
    .filter((deployment) => JSON.stringify(deployment.account) === JSON.stringify(account))
    .map(({ region }) => region)
  return [...new Set(used.length === 0 ? usual : used)].toSorted()
}

/** Where the bundled experiments go unless a person chooses a Region. */
function experimentRegions({ catalog }: EngineContext): string[] {
  return catalog.experiments.map(({ region }) => region)
}

/** Every Region tells which the account has enabled: the first of the usual ones is asked. */
async function regionsOf(
  context: EngineContext,
  account: Account,
  [asked = 'us-west-2']: readonly string[],
  look: Look,
): Promise<string[]> {
  const aws = await context.connect(account, asked, { deploymentId: null, ...look })
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
