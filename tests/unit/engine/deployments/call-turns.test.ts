import { describe, expect, test } from 'vitest'
import { awsPacing } from '../../../../electron/engine/accounts/pacing.ts'
import { createCallTurns, turnOf } from '../../../../electron/engine/deployments/call-turns.ts'

const never = new AbortController().signal

test('one turn at a time in a queue, in the order asked for, with a rest between them', async () => {
  const turns = createCallTurns()
  const log: string[] = []
  const startedMs: number[] = []
  const use = async (name: string): Promise<void> => {
    const end = await turns.take('create 1', 30, never)
    startedMs.push(performance.now())
    log.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, 10))
    log.push(`${name} ends`)
    end()
    end()
  }
  await Promise.all(['a', 'b', 'c'].map(use))
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  const [first = 0, second = 0, third = 0] = startedMs
  expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(38)
})

test('another queue does not wait', async () => {
  const turns = createCallTurns()
  await turns.take('create 1', 60_000, never)
  await turns.take('delete 1', 60_000, never)
  await turns.take('create 2', 60_000, never)
})

test('who gives up waiting leaves the queue, and nobody waits for a rest after that', async () => {
  const turns = createCallTurns()
  const end = await turns.take('create 1', 20, never)
  const leaving = new AbortController()
  const left = turns.take('create 1', 60_000, leaving.signal)
  const next = turns.take('create 1', 0, never)
  leaving.abort(new Error('cancelled'))
  await expect(left).rejects.toThrow('cancelled')
  end()
  await next
})

test('a rest can be given up too', async () => {
  const turns = createCallTurns()
  const end = await turns.take('create 1', 60_000, never)
  end()
  await expect(turns.take('create 1', 0, AbortSignal.timeout(20))).rejects.toThrow()
  await expect(turns.take('create 1', 0, AbortSignal.abort(new Error('before')))).rejects.toThrow('before')
})

describe('the turn of a stack', () => {
  const account = { kind: 'profile', profile: 'one' } as const
  const owner = { accountId: '123456789012', account }
  const api = { billables: [{ kind: 'rest-api' } as const], sharedId: null }
  const link = { billables: [], sharedId: 'vpc-link' }
  const turn = (change: 'create' | 'delete', stack: typeof api | typeof link, accountId = owner.accountId) =>
    turnOf(change, stack, { ...owner, accountId }, awsPacing)

  test('counts in its account, apart for each kind and change', () => {
    const turns = [turn('create', api), turn('delete', api), turn('create', link), turn('delete', link)]
    expect(new Set(turns.map((one) => one?.queue)).size).toBe(4)
    expect(turn('create', link)?.queue).toBe(turn('create', link)?.queue)
    expect(turn('create', link)?.queue).not.toBe(turn('create', link, '210987654321')?.queue)
  })

  test('leaves at least as long as AWS asks for', () => {
    expect(turn('create', api)?.restMs).toBeGreaterThanOrEqual(5_000)
    expect(turn('delete', api)?.restMs).toBeGreaterThanOrEqual(30_000)
    expect(turn('create', link)?.restMs).toBeGreaterThanOrEqual(15_000)
    expect(turn('delete', link)?.restMs).toBeGreaterThanOrEqual(30_000)
  })

  test('of a link is over when the call is made, that of an API when it is deployed or gone', () => {
    const type = 'AWS::ApiGatewayV2::VpcLink'
    expect(turn('create', link)?.isOver({ type, status: 'CREATE_IN_PROGRESS' })).toBe(true)
    expect(turn('delete', link)?.isOver({ type, status: 'DELETE_IN_PROGRESS' })).toBe(true)
    const deployed = { type: 'AWS::ApiGateway::Deployment', status: 'CREATE_COMPLETE' }
    expect(turn('create', api)?.isOver({ ...deployed, status: 'CREATE_IN_PROGRESS' })).toBe(false)
    expect(turn('create', api)?.isOver(deployed)).toBe(true)
  })

  test('is needed by nothing else', () => {
    const stack = { billables: [{ kind: 'http-api' } as const], sharedId: null }
    expect(turnOf('create', stack, owner, awsPacing)).toBeUndefined()
  })
})
