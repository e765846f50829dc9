import { signIn } from '../../../../../electron/engine/accounts/sign-in.ts'
import { accountFacts, type AccountFacts } from '../../../../../electron/engine/aws/account-facts.ts'
import { listProfiles } from '../../../../../electron/engine/aws/profiles.ts'
import { resolvedKind } from '../../../../../electron/engine/aws/resolved-source.ts'
import { createPrompts, type Prompts } from '../../../../../electron/engine/prompts.ts'
import type { Account } from '../../../../../shared/account.ts'
import { errorMessage } from '../../../../../shared/errors.ts'
import type { Prompt } from '../../../../../shared/prompt.ts'
import type { Answer } from './files-case.ts'
import type { CaseEnvironment } from './lay-out-case.ts'

export interface OurAnswer extends Answer {
  /** How the profile was described before any credential was read; null where it could not be. */
  described: string | null
  says: string | null
  named: string[]
}

/** What Sluice reads in a case. A sign-in is cancelled as soon as it asks. */
export async function readWithSluice({ profile, environment }: CaseEnvironment): Promise<OurAnswer> {
  const before = { ...process.env }
  // The same object stays: Node looks for the home folder in the real environment.
  const set = (variables: NodeJS.ProcessEnv): void => {
    for (const name of Object.keys(process.env)) delete process.env[name]
    Object.assign(process.env, variables)
  }
  const others = Object.entries(before).filter(([name]) => !/^AWS_|_proxy$/i.test(name))
  set({ ...Object.fromEntries(others), ...environment })
  try {
    return await answerTo({ kind: 'profile', profile })
  } finally {
    set(before)
  }
}

async function answerTo(account: Account): Promise<OurAnswer> {
  const listed = (await listProfiles()).map(({ name }) => name).toSorted()
  const nothing = { listed, region: null, endpoint: null, described: null, named: [] }
  let facts: AccountFacts
  try {
    facts = await accountFacts(account)
  } catch (thrown) {
    return { ...nothing, gives: 'refused', says: errorMessage(thrown) }
  }
  const { source, detour, region, named } = facts
  return {
    listed,
    region,
    endpoint: detour?.endpoint ?? null,
    described: source.kind,
    named: named.map(({ kind, from }) => `${kind} ${from}`),
    ...(await given(account, facts)),
  }
}

async function given(account: Account, facts: AccountFacts): Promise<Pick<OurAnswer, 'gives' | 'says'>> {
  const asked: Prompt['kind'][] = []
  const prompts: Prompts = createPrompts((name, data) => {
    if (name !== 'prompt.opened' || !('kind' in data)) return
    asked.push(data.kind)
    queueMicrotask(() => prompts.answer({ kind: 'cancel', id: data.id }))
  })
  try {
    const credentials = await signIn(prompts, { account, facts, region: 'us-west-2', work: undefined })
    const kind = resolvedKind(credentials)
    const key = kind === 'keys' || kind === 'process' ? ` ${credentials.accessKeyId}` : ''
    return { gives: `${kind}${key}`, says: null }
  } catch (thrown) {
    const says = errorMessage(thrown)
    if (asked.includes('sso')) return { gives: 'sso', says }
    return { gives: JSON.stringify(facts.source).includes('"login"') ? 'login' : 'refused', says }
  }
}
