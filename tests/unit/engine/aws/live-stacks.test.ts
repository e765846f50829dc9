import { CloudFormationClient, type ListStacksInput } from '@aws-sdk/client-cloudformation'
import { expect, test } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { liveStacks } from '../../../../electron/engine/aws/live-stacks.ts'

test('only stacks that are not deleted are asked for, page by page', async () => {
  const summary = (StackName: string) => ({ StackName, StackStatus: 'DELETE_FAILED' })
  const pages = [
    { StackSummaries: [summary('sluice-d1-base')], NextToken: 'more' },
    { StackSummaries: [summary('shop'), summary('sluice-d2-guard')] },
  ]
  const filters: ListStacksInput['StackStatusFilter'][] = []
  const send = async ({ input }: { input: ListStacksInput }) => {
    filters.push(input.StackStatusFilter)
    return pages.shift()
  }
  const cloudformation = Object.assign(new CloudFormationClient({ region: 'us-west-2' }), { send })
  const found = await liveStacks({ cloudformation, region: 'us-west-2' } as unknown as Aws)
  expect(found.map(({ deploymentId, name }) => [deploymentId, name])).toEqual([
    ['d1', 'sluice-d1-base'],
    ['d2', 'sluice-d2-guard'],
  ])
  expect(filters).toHaveLength(2)
  for (const filter of filters) {
    expect(filter).toEqual(
      expect.arrayContaining(['CREATE_COMPLETE', 'DELETE_FAILED', 'ROLLBACK_IN_PROGRESS']),
    )
    expect(filter).not.toContain('DELETE_COMPLETE')
  }
})
