import type { JsonObject, World } from '../world.ts'

/** A resource as its handlers see it: about to be made, or there. */
export interface HandledResource {
  type: string
  region: string
  /** Empty before it is there. */
  physicalId: string
  /** Its name, or the one that CloudFormation would give it. */
  name: string
  properties: JsonObject
  /** Its own tags and those of its stack. */
  tags: Readonly<Record<string, string>>
}

/** What is asked of the account about other resources. */
export type Account = Pick<World, 'accountId' | 'partition' | 'resource' | 'resources'>

/** A resource that an action acts on. */
export interface Target {
  arn: string
  /** `new` while it is being made: the request carries its tags. */
  state: 'new' | 'there' | 'untagged'
  /** Those of a resource that is there. */
  tags: Readonly<Record<string, string>>
}

/** An action without a resource of its own. */
export const anything: Target = { arn: '*', state: 'untagged', tags: {} }

export function untagged(arn: string): Target {
  return { arn, state: 'untagged', tags: {} }
}
