import { pause } from '../../../../electron/practice/stacks/pause.ts'
import type { ResourceType } from '../../../../electron/practice/world.ts'
import { ResourceError } from '../../../../electron/practice/world.ts'

export interface Things {
  type: ResourceType
  /** What was done, in order: `create A`, `created A`, `delete A`, `deleted A`, `resume A`. */
  journal: string[]
  /** Reasons why deletions fail, by logical id, as long as they are here. */
  undeletable: Map<string, string>
}

/**
 * A resource type for tests: `Ms` is how long it takes, `Fails` why it fails; `Name` and `Other` are free.
 */
export function things(): Things {
  const journal: string[] = []
  const undeletable = new Map<string, string>()
  let count = 0
  return {
    journal,
    undeletable,
    type: {
      type: 'Test::Thing',
      properties: {
        Name: 'optional',
        Other: 'optional',
        Ms: 'optional',
        Fails: 'optional',
        Tags: 'optional',
      },
      async create(properties, { logicalId, signal }) {
        journal.push(`create ${logicalId}`)
        await pause(Number(properties['Ms'] ?? 1), signal)
        if (typeof properties['Fails'] === 'string') throw new ResourceError(properties['Fails'])
        journal.push(`created ${logicalId}`)
        count += 1
        return {
          physicalId: `thing-${logicalId}-${count}`,
          attributes: { Arn: `arn:thing:${logicalId}`, _own: 'x' },
        }
      },
      async delete({ logicalId, properties }, { signal }) {
        journal.push(`delete ${logicalId}`)
        await pause(Number(properties['Ms'] ?? 1), signal)
        const reason = undeletable.get(logicalId)
        if (reason !== undefined) throw new ResourceError(reason)
        journal.push(`deleted ${logicalId}`)
      },
      async resume({ logicalId }) {
        journal.push(`resume ${logicalId}`)
      },
    },
  }
}
