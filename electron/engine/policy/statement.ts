/** The parts of an IAM policy that are used here. */
export interface Statement {
  Sid: string
  Effect: 'Allow'
  Action: string[]
  Resource: string | string[]
  Condition?: Record<string, Record<string, string | string[]>>
}

export interface Place {
  /** `*` where it is not known yet. */
  accountId: string
  region: string
}

export function arnIn({ accountId, region }: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`
}

/** IAM is not in a Region. */
export function globalArnIn(place: Place, service: string, resource: string): string {
  return arnIn({ ...place, region: '' }, service, resource)
}

/** The name of the permissions boundary that an administrator creates once in an account. */
export const boundaryName = 'sluice-boundary'

export function boundaryArn(place: Place): string {
  return globalArnIn(place, 'iam', `policy/${boundaryName}`)
}
