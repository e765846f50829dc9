import type { Account } from '../../../shared/account.ts'
import { AppError } from '../../../shared/errors.ts'
import { readAwsFiles, type AwsFiles } from './aws-files.ts'
import { callSettings, type CallSettings } from './call-settings.ts'
import type { CredentialSource } from './credential-source.ts'
import { regionOf } from './own-region.ts'
import { profileIn, type ProfileFacts } from './profiles.ts'

/** How an account signs in and where its calls go, before any credential is read. */
export interface AccountFacts extends CallSettings {
  source: CredentialSource
  /** The Region that its settings name. */
  region: string | null
}

/**
 * What the person's files and environment say about an account.
 * @throws AppError `not-found` (`details.field`: account) for a profile that no file has, `invalid-input` for
 * a file that cannot be read, or an endpoint or a proxy that cannot be used
 */
export async function accountFacts(account: Account): Promise<AccountFacts> {
  if (account.kind !== 'profile')
    return factsOf(environmentSource() ?? { kind: 'none', because: 'environment' }, undefined)
  const files = await readAwsFiles()
  const [unread] = unreadFiles(files)
  // What cannot be read may say where the profile's calls go.
  if (unread !== undefined) throw new AppError('invalid-input', unread, { field: 'account' })
  const profile = profileIn(files, account.profile)
  if (profile !== undefined) return factsOf(profile.source, profile)
  const places = files.places.map(({ file }) => file).join(', ')
  const message = `There is no profile "${account.profile}" in your AWS files (${places}).`
  throw new AppError('not-found', message, { field: 'account' })
}

/** What is wrong with the person's AWS files, in a sentence each. */
export function unreadFiles({ places }: AwsFiles): string[] {
  return places.flatMap(({ file, problem }) => {
    if (problem === null) return []
    return [`Your AWS file ${file} ${problemTexts[problem] ?? `cannot be read (${problem})`}.`]
  })
}

/** By Node's codes. */
const problemTexts: Readonly<Record<string, string>> = {
  EACCES: 'cannot be read: you lack the permission',
  EISDIR: 'is a folder and no file',
  ENOTDIR: 'cannot be read: part of its path is no folder',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'is neither UTF-8 nor UTF-16 text',
}

function factsOf(source: CredentialSource, profile: ProfileFacts | undefined): AccountFacts {
  return { source, ...callSettings(profile, process.env), region: regionOf(profile?.region ?? null) }
}

/**
 * The choices of where to deploy, with the Region that the account's own settings name where none was chosen.
 * @throws AppError `not-found` for a profile that no file has
 */
export async function withOwnRegion<C extends { account: Account; region?: string | undefined }>(
  choices: C,
): Promise<C> {
  if (choices.region !== undefined || choices.account.kind === 'practice') return choices
  const { region } = await accountFacts(choices.account)
  return region === null ? choices : { ...choices, region }
}

/** How the environment gives credentials; null where it does not. */
export function environmentSource(): CredentialSource | null {
  if (process.env['AWS_ACCESS_KEY_ID'])
    return { kind: 'keys', temporary: Boolean(process.env['AWS_SESSION_TOKEN']), before: null }
  return process.env['AWS_WEB_IDENTITY_TOKEN_FILE'] ? { kind: 'web-identity' } : null
}
