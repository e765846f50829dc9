import { accountName, accountTitle } from '../../shared/account-name.ts'
import type { Account, Identity } from '../../shared/account.ts'
import { AppError } from '../../shared/errors.ts'
import { isSsoTokenGone, withoutCredentials } from './aws/aws-errors.ts'
import { openClients, type Aws, type Credentials, type Pacing } from './aws/clients.ts'
import { accountFacts, environmentSource, readCredentials, type AccountFacts } from './aws/credentials.ts'
import { callerIdentity, identityOf } from './aws/identity.ts'
import type { Patience } from './aws/patience.ts'
import { type DeviceCode, signInToSso } from './aws/sso-sign-in.ts'
import type { Work } from './engine-context.ts'
import { connectPractice } from '../practice/connect-practice.ts'
import { GivenUp, type Prompts } from './prompts.ts'

/** The practice account's own pace. */
const practicePacing: Pacing = {
  pollMs: 400,
  switchBaseMs: 10_000,
  deleteRestApiMs: 300,
  agentMs: 30_000,
  patienceMs: 20_000,
}
const awsPacing: Pacing = {
  pollMs: 3_000,
  switchBaseMs: 45 * 60_000,
  deleteRestApiMs: 31_000,
  agentMs: 5 * 60_000,
  patienceMs: 30 * 60_000,
}
/**
 * Another endpoint than AWS's is an imitation, on this machine or near it: it is asked as often as the
 * practice account.
 */
const detourPacing: Pacing = { ...practicePacing, patienceMs: 60_000 }

/** Credentials are renewed this long before their end. */
const renewBeforeMs = 5 * 60_000

/**
 * Reaches accounts, and keeps what they signed in with in memory: one code of an MFA device serves all
 * connections.
 */
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
  /** Tells what happens to a deployment's connection. */
  tell: (deploymentId: string, message: string) => void
}

export function createAccounts({ dataDir, prompts, tell }: AccountsOptions): Accounts {
  /** Account → its credentials. */
  const signedIn = new Map<string, Credentials>()
  /**
   * Account → those on their way: whoever needs them meanwhile waits for the same sign-in, and the person
   * is asked once.
   */
  const signingIn = new Map<string, Promise<Credentials>>()

  function toldTo(work: Work | undefined, message: string): void {
    if (typeof work?.deploymentId === 'string') tell(work.deploymentId, message)
  }

  async function credentials(
    account: Account,
    facts: AccountFacts,
    region: string,
    work: Work | undefined,
  ): Promise<Credentials> {
    const key = keyOf(account, facts)
    const known = signedIn.get(key)
    if (
      known !== undefined &&
      (known.expiration === undefined || known.expiration.getTime() - Date.now() > renewBeforeMs)
    )
      return known
    const onTheWay = signingIn.get(key)
    if (onTheWay !== undefined && work?.unattended === true) throw needsPerson(account)
    if (onTheWay !== undefined) {
      return onTheWay.catch((thrown: unknown) => {
        if (thrown instanceof AppError) throw thrown
        // Not refused: the work that asked for it was called off. This one has not been.
        return credentials(account, facts, region, work)
      })
    }
    const fresh = signIn(account, facts, region, work).then((given) => {
      signedIn.set(key, given)
      return given
    })
    // What nobody may be asked for is nothing to wait for.
    if (work?.unattended === true) return fresh
    const shared = fresh.finally(() => signingIn.delete(key))
    signingIn.set(key, shared)
    return shared
  }

  async function signIn(
    account: Account,
    facts: AccountFacts,
    region: string,
    work: Work | undefined,
  ): Promise<Credentials> {
    const about = { account, deploymentId: work?.deploymentId ?? null }
    const askMfa = async (serial: string): Promise<string> =>
      (await prompts.ask({ ...about, kind: 'mfa', serial }, work?.signal)).code ?? ''
    const source = facts.profile?.source ?? ''
    if (work?.unattended === true && /a process|with MFA/.test(source)) throw needsPerson(account)
    const read = (): Promise<Credentials> => readCredentials(account, facts, region, askMfa)
    try {
      return await read()
    } catch (thrown) {
      const sso = facts.profile?.sso ?? null
      if (work?.unattended === true) throw needsPerson(account)
      if (sso === null || !isSsoTokenGone(thrown)) throw refused(account, thrown)
      const show = (device: DeviceCode, over: AbortSignal): Promise<unknown> => {
        const signal = work?.signal ? AbortSignal.any([over, work.signal]) : over
        return prompts.ask({ ...about, kind: 'sso', session: sso.title, ...device }, signal)
      }
      while (!(await signInToSso(sso, facts.detour?.endpoint, show))) {
        // Work that is under way waits for the person, with another code: a person may be away for longer
        // than one is good.
        if (typeof work?.deploymentId !== 'string')
          throw new AppError('credentials', 'The code was not approved in time: sign in again.', {}, thrown)
      }
      return await read().catch((again: unknown) => Promise.reject(refused(account, again)))
    }
  }

  async function open(account: Account, region: string, work: Work | undefined): Promise<Aws> {
    if (account.kind === 'practice')
      return connectPracticeAws(dataDir, region, {
        signal: work?.signal,
        tell: (message) => toldTo(work, message),
      })
    const facts = await accountFacts(account)
    const key = keyOf(account, facts)
    const pacing = facts.detour === null ? awsPacing : detourPacing
    await credentials(account, facts, region, work)
    return openClients(
      {
        region,
        ...(facts.detour === null ? {} : { endpoint: facts.detour.endpoint }),
        // Without an end the SDK would keep them for ever, and never see those that were renewed.
        credentials: async () => {
          const held = await credentials(account, facts, region, work)
          return { ...held, expiration: held.expiration ?? new Date(Date.now() + renewBeforeMs) }
        },
        pacing,
        patience: {
          patienceMs: pacing.patienceMs,
          signal: work?.signal,
          tell: (message) => toldTo(work, message),
          async renew(thrown) {
            signedIn.delete(key)
            // A look by hand fails at once; work that is under way waits for the person.
            if (typeof work?.deploymentId !== 'string') throw thrown
            tell(work.deploymentId, 'The credentials have ended: sign in again, and it goes on')
            await renewed(account, facts, region, work)
            tell(work.deploymentId, 'Signed in again: going on')
          },
        },
      },
      facts.detour,
    )
  }

  /**
   * Signs in until it works, or the person gives up: what can sign in by itself does, else the person is
   * asked for new credentials.
   */
  async function renewed(account: Account, facts: AccountFacts, region: string, work: Work): Promise<void> {
    for (;;) {
      // What a program renews, such as the file of a web identity, may be renewed already.
      const source = facts.profile?.source ?? environmentSource() ?? 'nothing'
      const unattended = /^(keys|a process|nothing)/.test(source)
      if (unattended) await askToRenew(account, facts, work)
      try {
        await credentials(account, facts, region, work)
        return
      } catch (thrown) {
        work.signal?.throwIfAborted()
        if (thrown instanceof GivenUp) throw thrown
        if (!unattended) await askToRenew(account, facts, work)
      }
    }
  }

  async function askToRenew(account: Account, facts: AccountFacts, work: Work): Promise<void> {
    const reason = `The credentials of ${accountTitle(account)} have ended.`
    const remedy =
      account.kind === 'environment'
        ? 'The environment of a running program cannot be changed: end Sluice, renew the credentials, and start it again. The deployment goes on where it stands.'
        : `Renew them (${facts.profile?.source ?? 'keys'}) in your AWS files, then try again.`
    await prompts.ask(
      { account, deploymentId: work.deploymentId, kind: 'renew', reason, remedy },
      work.signal,
    )
  }

  return {
    async connect(account, region, work) {
      const aws = await open(account, region, work)
      if (work?.accountId == null || account.kind === 'practice') return aws
      const { accountId } = await callerIdentity(aws)
      if (accountId === work.accountId) return aws
      aws.close()
      throw new AppError(
        'account-refused',
        `${accountTitle(account)} leads to account ${accountId} now, but ${work.accountId} was confirmed for this deployment. Point it back, or sign in to the other account.`,
      )
    },
    async identify(account, region) {
      const aws = await open(account, region, undefined)
      try {
        const held =
          account.kind === 'practice'
            ? undefined
            : await credentials(account, await accountFacts(account), region, undefined)
        return await identityOf(aws, held?.expiration?.getTime() ?? null)
      } finally {
        aws.close()
      }
    },
  }
}

/** A profile that comes to its credentials in another way than before signs in anew. */
function keyOf(account: Account, { detour, profile }: AccountFacts): string {
  return JSON.stringify([account, detour, profile?.source])
}

/** The practice account of a data folder; it is started when it is not running. */
export async function connectPracticeAws(
  dataDir: string,
  region: string,
  work: Pick<Patience, 'signal' | 'tell'> = { tell: () => undefined },
): Promise<Aws> {
  const practice = await connectPractice(dataDir)
  const { endpoint, accessKeyId, secretAccessKey } = practice
  return openClients({
    region,
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    pacing: practicePacing,
    onClose: () => practice.disconnect(),
    patience: {
      ...work,
      patienceMs: practicePacing.patienceMs,
      // Killed, it comes back with its stacks, its key and most often its port.
      revive: async () => (await connectPractice(dataDir)).disconnect(),
    },
  })
}

function needsPerson(account: Account): AppError {
  return new AppError('credentials', `"${accountName(account)}" needs a person to sign in.`)
}

function refused(account: Account, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  return new AppError(
    'credentials',
    `"${accountName(account)}" gives no credentials: ${withoutCredentials(thrown)}`,
    {},
    thrown,
  )
}
