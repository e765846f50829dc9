import { paginateDescribeInstances } from '@aws-sdk/client-ec2'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { collect } from './paging.ts'

/** Which of these instances are running or pending. Unknown ids are not an error. */
export async function runningAmong({ ec2 }: Aws, instanceIds: readonly string[]): Promise<Set<string>> {
  if (instanceIds.length === 0) return new Set()
  const Filters = [
    { Name: 'instance-id', Values: [...instanceIds] },
    { Name: 'instance-state-name', Values: ['pending', 'running'] },
  ]
  try {
    const running = await collect(
      paginateDescribeInstances({ client: ec2 }, { Filters }),
      (page) => page.Reservations?.flatMap(({ Instances }) => Instances ?? []),
      (one) => one.InstanceId,
    )
    return new Set(running)
  } catch (thrown) {
    throw toAppError(thrown, 'ask whether the instances run')
  }
}
