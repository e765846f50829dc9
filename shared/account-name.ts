import type { MeasuredIn } from './account.ts'

/** The account as a person writes it on the command line. */
export function accountName(account: MeasuredIn): string {
  return account.kind === 'profile' ? account.profile : account.kind
}

/** The account as a person reads it. */
export function accountTitle(account: MeasuredIn): string {
  if (account.kind === 'practice') return 'Practice account'
  if (account.kind === 'published') return 'Published results'
  if (account.kind === 'elsewhere') return `Results of ${account.tool}`
  return account.kind === 'profile' ? `AWS profile ${account.profile}` : 'AWS account of the environment'
}

/** Where stacks are, and were: the endpoint is null where calls went to AWS, or to the practice account. */
export interface Place {
  account: MeasuredIn
  region: string
  endpoint: string | null
  /** Given where it was imported. */
  imported?: unknown
}

/** The account and Region of a deployment or a run. What went to another endpoint is never called AWS. */
export function placeTitle(place: Place): string {
  return withOrigin(place, measuredTitle(place))
}

function measuredTitle({ account, region, endpoint }: Place): string {
  if (account.kind === 'practice' || account.kind === 'elsewhere') return accountTitle(account)
  if (endpoint === null) return `${accountTitle(account)}, ${region}`
  const who = account.kind === 'profile' ? `Profile ${account.profile}` : 'Credentials of the environment'
  return `${who} at ${hostOf(endpoint)}, not AWS`
}

/** The same in a word or two, without the name of the profile. */
export function placeName(place: Place): string {
  return withOrigin(place, measuredName(place))
}

function measuredName({ account, region, endpoint }: Place): string {
  if (account.kind === 'practice') return 'practice'
  if (account.kind === 'elsewhere') return account.tool
  return endpoint === null ? `AWS ${region}` : `${hostOf(endpoint)}, not AWS`
}

/** What was imported says so wherever it says where it was measured. */
function withOrigin({ imported }: Place, text: string): string {
  return imported == null ? text : `${text}, imported`
}

/**
 * Whether figures come from AWS: not from the practice account, nor from an endpoint in its place, nor from
 * another tool.
 */
export function isAws({ account, endpoint }: Pick<Place, 'account' | 'endpoint'>): boolean {
  return account.kind !== 'practice' && account.kind !== 'elsewhere' && endpoint === null
}

function hostOf(endpoint: string): string {
  return /^https?:\/\/([^/?#]+)/.exec(endpoint)?.[1] ?? endpoint
}
