import { accountTitle } from '../../../shared/account-name.ts'
import type { Account, Identity } from '../../../shared/account.ts'
import { AppError } from '../../../shared/errors.ts'
import { openClients, type Aws, type Credentials } from '../aws/clients.ts'
import { accountFacts, type AccountFacts } from '../aws/account-facts.ts'
import { callerIdentity, identityOf } from '../aws/identity.ts'
import { createPatience } from '../aws/patience.ts'
import { resolvedSource } from '../aws/resolved-source.ts'
import type { Work } from '../engine-context.ts'
import type { Prompts } from '../prompts.ts'
import { createCredentialCache, renewBeforeMs, type CredentialCache } from './credential-cache.ts'
import { awsPacing, detourPacing } from './pacing.ts'
import type { Prepared } from '../policy/prepared.ts'
import { connectPracticeAws } from './practice-connection.ts'
import { renewCredentials, type Refused } from './renewal.ts'
import { signIn } from './sign-in.ts'
import { sourceText } from './source-text.ts'
import { waitingDeployment, type SignInRequest } from './sign-in-request.ts'

/** Connects to accounts, and keeps the credentials of each in memory. */
export interface Accounts {
  /**
   * The practice account is started when it is not running.
   * @throws AppError `not-found` for a profile that no file has, `credentials` when signing in fails,
   * `account-refused` when credentials lead to another account than was confirmed
   */
  connect(account: Account, region: string, work?: Work): Promise<Aws>
  /** Who calls would be made as. @throws AppError `credentials` */
  identify(account: Account, region: string): Promise<Identity>
}

export interface AccountsOptions {
  dataDir: string
  prompts: Prompts
  /** What the practice account is prepared with: that which `sluice policy` prints for these Regions. */
  preparedFor: (regions: readonly string[]) => Prepared
  /** Tells what happens to a deployment's connection. */
  tell: (deploymentId: string, message: string) => void
}

interface Parts extends AccountsOptions {
  cache: CredentialCache
}

export function createAccounts(options: AccountsOptions): Accounts {
  const cache = createCredentialCache((request) => signIn(options.prompts, request))
  const parts = { ...options, cache }
  return {
    async connect(account, region, work) {
      if (account.kind === 'practice') return openPractice(parts, region, work)
      const aws = await openAccount(parts, { account, facts: await accountFacts(account), region, work })
      await requireConfirmed(aws, account, work?.accountId ?? null)
      return aws
    },
    async identify(account, region) {
      if (account.kind === 'practice') return identify(await openPractice(parts, region, undefined, true))
      const facts = await accountFacts(account)
      const request = { account, facts, region, work: undefined }
      const aws = await openAccount(parts, request)
      return identify(aws, { facts, credentials: await cache.get(request) })
    },
  }
}

/** The Region that `sluice policy` prints for unless it is told otherwise. */
const printedRegion = 'us-west-2'

/**
 * The user carries the policy of a Region from the moment that somebody plans for it; a look at other
 * Regions, as of a sweep, does not change what the user may do.
 */
function openPractice(
  { dataDir, tell, preparedFor }: Parts,
  region: string,
  work: Work | undefined,
  isPlace = (work?.deploymentId ?? null) !== null,
): Promise<Aws> {
  const prepared = preparedFor(isPlace ? [printedRegion, region] : [printedRegion])
  return connectPracticeAws(dataDir, region, prepared, { signal: work?.signal, tell: tellTo(tell, work) })
}

/**
 * Clients that sign in when they have to: for a look they fail then, for work they wait for the person.
 * @throws AppError `unreachable` for a look, where nothing answers
 */
async function openAccount(parts: Parts, asked: SignInRequest): Promise<Aws> {
  const { facts, region, work } = asked
  let request = asked
  const pacing = facts.detour === null ? awsPacing : detourPacing
  const looks = (work?.deploymentId ?? null) === null
  /** The credentials that calls were last made with. */
  let used: Credentials | null = null
  const read = async (): Promise<Credentials> => (used = await parts.cache.get(request))
  const patience = {
    // A person who looks is told at once; work that is under way waits until the network is back.
    patienceMs: looks ? 0 : pacing.patienceMs,
    signal: work?.signal,
    tell: tellTo(parts.tell, work),
    async renew(thrown: unknown, again: boolean) {
      request = await renew(parts, request, thrown, { credentials: used, again })
    },
  }
  await createPatience(patience)(read)
  const connection = {
    region,
    ...(facts.detour === null ? {} : { endpoint: facts.detour.endpoint }),
    credentials: async () => {
      const credentials = await read()
      // Without an expiration the SDK would keep them, and never ask for renewed ones.
      const expiration = credentials.expiration ?? new Date(Date.now() + renewBeforeMs)
      return { ...credentials, expiration }
    },
    pacing,
    hurried: looks,
    variants: facts.variants,
    patience,
  }
  return openClients(connection, facts.detour)
}

/** Renews what AWS has refused: for work that may wait for the person. @throws `thrown` for anything else */
async function renew(
  { cache, prompts, tell }: Parts,
  request: SignInRequest,
  thrown: unknown,
  refused: Refused,
): Promise<SignInRequest> {
  if (refused.credentials !== null) cache.forget(request, refused.credentials)
  const deploymentId = waitingDeployment(request)
  if (deploymentId === null) throw thrown
  tell(deploymentId, 'The credentials have expired: waiting for a new sign-in')
  const renewed = await renewCredentials(prompts, cache, request, refused)
  tell(deploymentId, 'Signed in again: continuing')
  return renewed
}

function tellTo(tell: AccountsOptions['tell'], work: Work | undefined): (message: string) => void {
  const deploymentId = work?.deploymentId ?? null
  return deploymentId === null ? () => undefined : (message) => tell(deploymentId, message)
}

/** Closes the connection when it leads elsewhere. @throws AppError `account-refused` */
async function requireConfirmed(aws: Aws, account: Account, confirmedId: string | null): Promise<void> {
  if (confirmedId === null) return
  try {
    const { accountId } = await callerIdentity(aws)
    if (accountId === confirmedId) return
    throw new AppError(
      'account-refused',
      `${accountTitle(account)} now leads to account ${accountId}, but ${confirmedId} was confirmed for ` +
        'this deployment. Sign in to the confirmed account, or point the profile back to it.',
    )
  } catch (thrown) {
    aws.close()
    throw thrown
  }
}

async function identify(
  aws: Aws,
  how?: { facts: AccountFacts; credentials: Credentials },
): Promise<Identity> {
  try {
    return await identityOf(aws, {
      expiresAtMs: how?.credentials.expiration?.getTime() ?? null,
      source: how === undefined ? null : sourceText(resolvedSource(how.facts.source, how.credentials)),
      settings: how?.facts.named ?? [],
    })
  } finally {
    aws.close()
  }
}
