import { partitionOf, type Partition } from '../../../shared/partition.ts'

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
  /** Where it is not that of the Region, which may stand for every one. */
  partition?: Partition
  /** The permissions boundary that an organisation demands, by its ARN. */
  boundary?: string | null
}

/** How the partition of a place names things. */
export function partitionIn({ partition, region }: Place): Partition {
  return partition ?? partitionOf(region)
}

export function arnIn(place: Place, service: string, resource: string): string {
  return `arn:${partitionIn(place).name}:${service}:${place.region}:${place.accountId}:${resource}`
}

/** IAM is not in a Region. */
export function globalArnIn(place: Place, service: string, resource: string): string {
  return `arn:${partitionIn(place).name}:${service}::${place.accountId}:${resource}`
}

/** The name of the permissions boundary that an administrator creates once in an account. */
export const boundaryName = 'sluice-boundary'

/** What every role must carry: what the organisation demands, or else what the administrator has created. */
export function boundaryArn(place: Place): string {
  return place.boundary ?? globalArnIn(place, 'iam', `policy/${boundaryName}`)
}
