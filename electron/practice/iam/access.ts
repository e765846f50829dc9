import type { JsonObject, World } from '../world.ts'
import type { ConditionContext } from './conditions.ts'
import type { AccessRequest } from './evaluate.ts'

/** What the table of operations reads of the account. */
export interface AccessFacts extends Pick<World, 'accountId' | 'partition' | 'resources'> {
  /** The Region of the call. */
  region: string
  /** The stacks of a Region that are there, with their tags. */
  stacks: (region: string) => readonly { id: string; tags: Record<string, string> }[]
}

/**
 * What a call needs to be allowed, all of it: action, resource, and the condition keys that only this
 * operation has.
 */
export type Row = (input: JsonObject, facts: AccessFacts) => AccessRequest[]

/** Operation → what it needs. */
export type Rows = Readonly<Record<string, Row>>

/** An action that has no resource of its own. */
export function onAll(action: string): Row {
  return () => [{ action, resource: '*', context: {} }]
}

/** An ARN in the account and in the Region of the call. */
export function arnIn({ accountId, partition, region }: AccessFacts, service: string, rest: string): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${rest}`
}

/** To give a role to a service needs `iam:PassRole` on it; none is needed where no role is named. */
export function passing(roleArn: string, service: string): AccessRequest[] {
  if (roleArn === '') return []
  return [{ action: 'iam:PassRole', resource: roleArn, context: { 'iam:PassedToService': service } }]
}

/** Tags of a resource, or of a request, as condition keys. */
export function tagContext(prefix: string, tags: Readonly<Record<string, string>>): ConditionContext {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}/${key}`, value]))
}
