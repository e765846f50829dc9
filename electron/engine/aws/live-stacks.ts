import { paginateListStacks, StackStatus, type StackSummary } from '@aws-sdk/client-cloudformation'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { collect } from './paging.ts'

/** A stack of Sluice that is there, by its name `sluice-<deployment>-<what>`. */
export interface LiveStack {
  deploymentId: string
  name: string
  arn: string
  status: string
  createdAtMs: number
}

/** Without a filter, deleted stacks come too, for 90 days: in a busy account that is many pages. */
const liveStatuses = Object.values(StackStatus).filter((status) => status !== StackStatus.DELETE_COMPLETE)

/** Every stack of Sluice in this Region that has not been deleted, no matter who created it. */
export async function liveStacks({ cloudformation, region }: Aws): Promise<LiveStack[]> {
  try {
    const input = { StackStatusFilter: liveStatuses }
    const pages = paginateListStacks({ client: cloudformation }, input)
    return await collect(pages, (page) => page.StackSummaries, liveStackOf)
  } catch (thrown) {
    throw toAppError(thrown, `list the stacks in ${region}`)
  }
}

function liveStackOf(stack: StackSummary): LiveStack | undefined {
  const { StackName: name = '', StackId: arn = '', StackStatus: status = '', CreationTime } = stack
  const deploymentId = /^sluice-([a-z0-9]+)-/.exec(name)?.[1]
  if (deploymentId === undefined) return undefined
  return { deploymentId, name, arn, status, createdAtMs: CreationTime?.getTime() ?? 0 }
}
