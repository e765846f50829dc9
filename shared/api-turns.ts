import type { Account } from './account.ts'
import type { Stack } from './deployment.ts'
import { times } from './figures.ts'
import type { Scenario } from './scenario.ts'
import { vpcLinkStack } from './template-contract.ts'

/**
 * What of a deployment API Gateway makes and deletes only every so often, for all of an account. HTTP APIs
 * are not among it: what has no limit of its own shares 10 calls a second, 40 at once. Source: API Gateway
 * quotas, "creating, deploying and managing an API".
 */
export type Rated = 'rest-api' | 'vpc-link'

/** How many of each a deployment has. */
export type RatedCounts = Readonly<Record<Rated, number>>

/** What of it a stack has; none has both. */
export function ratedOf({ billables, sharedId }: Pick<Stack, 'billables' | 'sharedId'>): Rated | undefined {
  if (sharedId === vpcLinkStack) return 'vpc-link'
  return billables.some(({ kind }) => kind === 'rest-api') ? 'rest-api' : undefined
}

export function ratedInStacks(stacks: readonly Pick<Stack, 'billables' | 'sharedId'>[]): RatedCounts {
  const found = stacks.map(ratedOf)
  const count = (rated: Rated): number => found.filter((one) => one === rated).length
  return { 'rest-api': count('rest-api'), 'vpc-link': count('vpc-link') }
}

/** The same of scenarios that are not planned yet: each has APIs of its own, and all share one link. */
export function ratedInScenarios(scenarios: readonly Pick<Scenario, 'needs' | 'stacks'>[]): RatedCounts {
  const apis = scenarios.flatMap(({ needs }) => needs).filter(({ kind }) => kind === 'rest-api')
  const hasLink = scenarios.some(({ stacks }) => stacks.includes(vpcLinkStack))
  return { 'rest-api': apis.length, 'vpc-link': hasLink ? 1 : 0 }
}

/**
 * What each further REST API of a deployment adds to the time that deploying takes, in milliseconds: AWS lets
 * an account make one at a time, so the stacks take turns. About what an API takes until it is deployed, and
 * the pause after it. An estimate; on AWS nothing of it was measured.
 */
const nextApiMs: Record<Account['kind'], number> = { practice: 1_000, profile: 20_000, environment: 20_000 }

/**
 * What a VPC link adds, with the internal load balancer that it leads to: the link is made beside the origin,
 * the load balancer after it, and AWS takes some minutes for each (API Gateway developer guide, "Set up VPC
 * links V2"). An estimate as well.
 */
const linkMs: Record<Account['kind'], number> = { practice: 2_000, profile: 180_000, environment: 180_000 }

/** Between two deletions of REST APIs on AWS. Source: API Gateway quotas. */
const nextDeletionMs = 31_000

/** What gateways add to the time that deploying takes. */
export function creationMs(counts: RatedCounts, account: Account['kind']): number {
  return apiTurnsMs(counts['rest-api'], account) + (counts['vpc-link'] > 0 ? linkMs[account] : 0)
}

function apiTurnsMs(apis: number, account: Account['kind']): number {
  return Math.max(0, apis - 1) * nextApiMs[account]
}

/**
 * For how much longer something costs money when a deployment on AWS is removed: the load balancer that a
 * link leads to is deleted after the APIs that name it.
 */
export function linkRemovalMs(counts: RatedCounts): number {
  return counts['vpc-link'] === 0 ? 0 : counts['rest-api'] * nextDeletionMs
}

/** Said before gateways are created; empty where nothing has to wait for long. */
export function creationTexts(counts: RatedCounts, account: Account['kind']): string[] {
  const apis = counts['rest-api']
  const seconds = Math.ceil(apiTurnsMs(apis, account) / 1000)
  const turns =
    `Creating ${times(apis, 'REST API')} one after another, as API Gateway limits how often an account may ` +
    `create and deploy them: about ${seconds} s more.`
  const takes = account === 'practice' ? 'a moment' : 'some minutes'
  const link = `The VPC link takes ${takes} until its network interfaces are there.`
  return [...(apis < 2 ? [] : [turns]), ...(counts['vpc-link'] === 0 ? [] : [link])]
}

/** Said before a number of REST APIs are deleted, with the pause between two; null where none has to wait. */
export function deletionTurnsText(apis: number, pauseMs: number): string | null {
  if (apis < 2) return null
  const seconds = Math.ceil(((apis - 1) * pauseMs) / 1000)
  return (
    `Deleting ${times(apis, 'REST API')} one after another, as API Gateway limits how often an account may ` +
    `delete them: about ${seconds} s more. They cost nothing meanwhile.`
  )
}
