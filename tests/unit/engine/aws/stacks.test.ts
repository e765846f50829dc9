import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { deleteStack, followStack } from '../../../../electron/engine/aws/stacks.ts'
import { accountWith } from './stack-account.ts'

const follow = (aws: Aws, longestMs?: number) =>
  followStack(aws, 'arn', {
    signal: new AbortController().signal,
    onEvents: () => undefined,
    ...(longestMs === undefined ? {} : { longestMs }),
  })

describe('a stack that does not come to an end', () => {
  afterEach(() => vi.useRealTimers())

  test('is given up, with its status', async () => {
    vi.useFakeTimers()
    const following = expect(follow(accountWith('DELETE_IN_PROGRESS', []), 120_000)).rejects.toMatchObject({
      code: 'deployment-failed',
      message: expect.stringContaining('it has been DELETE_IN_PROGRESS for 2 min'),
    })
    await vi.advanceTimersByTimeAsync(125_000)
    await following
  })
})

describe('a deletion', () => {
  const refused = (status: string) =>
    Object.assign(new Error(`Stack [arn] cannot be deleted while in status ${status}`), {
      name: 'ValidationError',
    })
  const accountThat = (...answers: (Error | object)[]) => {
    const send = vi.fn<(command: { input: object }) => Promise<object>>(async () => {
      const answer = answers.shift() ?? {}
      if (answer instanceof Error) throw answer
      return answer
    })
    return { send, aws: { pacing: { pollMs: 1 }, cloudformation: { send } } as unknown as Aws }
  }

  test('is asked for again while the stack rolls back, with the same token', async () => {
    const { send, aws } = accountThat(refused('ROLLBACK_IN_PROGRESS'), refused('ROLLBACK_IN_PROGRESS'))
    await deleteStack(aws, 'arn', { token: 't' })
    expect(send.mock.calls.map(([{ input }]) => input)).toEqual(
      Array.from({ length: 3 }, () => ({ StackName: 'arn', ClientRequestToken: 't' })),
    )
  })

  test('that is refused for another reason is not', async () => {
    const { send, aws } = accountThat(refused('SOMETHING_ELSE'))
    await expect(deleteStack(aws, 'arn', { token: 't' })).rejects.toMatchObject({ code: 'aws' })
    expect(send).toHaveBeenCalledOnce()
  })

  test('ends with its signal', async () => {
    const { aws } = accountThat(...Array.from({ length: 1_000 }, () => refused('ROLLBACK_IN_PROGRESS')))
    await expect(deleteStack(aws, 'arn', { token: 't', signal: AbortSignal.timeout(20) })).rejects.toThrow(
      /abort/,
    )
  })
})
