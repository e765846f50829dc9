import { afterEach, describe, expect, test, vi } from 'vitest'
import { createPatience } from '../../../../electron/engine/aws/patience.ts'
import { AppError } from '../../../../shared/errors.ts'

function named(name: string, httpStatusCode = 400): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode } })
}

/** A call that fails with each of the errors in turn, then answers. */
function failing(...errors: Error[]): { call: () => Promise<string>; calls: () => number } {
  let calls = 0
  return {
    calls: () => calls,
    async call() {
      const error = errors[calls]
      calls += 1
      if (error !== undefined) throw error
      return 'answer'
    },
  }
}

/** Pauses are as short as the patience. */
function patienceOf(
  more: { renew?: (thrown: unknown, again: boolean) => Promise<void>; patienceMs?: number } = {},
) {
  const told: string[] = []
  const patiently = createPatience({ patienceMs: 200, tell: (message) => void told.push(message), ...more })
  return { patiently, told }
}

afterEach(() => vi.restoreAllMocks())

describe('a call that fails', () => {
  test.each([
    named('Throttling.User'),
    named('AnyName', 429),
    named('EC2ThrottledException', 503),
    Object.assign(new Error('aborted'), { code: 'ECONNABORTED' }),
    named('IDPCommunicationError'),
  ])('is repeated after $name, and the outage is told once', async (error) => {
    // However slow this machine is, no time has passed.
    vi.spyOn(performance, 'now').mockReturnValue(0)
    const { patiently, told } = patienceOf({ patienceMs: 10 })
    const { call } = failing(error)
    expect(await patiently(call)).toBe('answer')
    expect(told).toHaveLength(2)
  })

  test.each([named('ValidationError'), named('AccessDenied', 403), named('LimitExceededException')])(
    'is not repeated after $name',
    async (error) => {
      const { patiently, told } = patienceOf()
      const { call, calls } = failing(error)
      await expect(patiently(call)).rejects.toBe(error)
      expect([calls(), told]).toEqual([1, []])
    },
  )

  test('is repeated twice after a refusal of its time: the clock was set meanwhile', async () => {
    const error = named('RequestTimeTooSkewed', 403)
    const { patiently, told } = patienceOf()
    const passing = failing(error, error)
    expect(await patiently(passing.call)).toBe('answer')
    const lasting = failing(error, error, error)
    await expect(patiently(lasting.call)).rejects.toBe(error)
    expect([passing.calls(), lasting.calls(), told]).toEqual([3, 3, []])
  })

  test('is given up when the patience is used up', async () => {
    const { patiently } = patienceOf({ patienceMs: 0 })
    const error = named('ServiceUnavailable', 503)
    await expect(patiently(failing(error).call)).rejects.toBe(error)
  })
})

describe('credentials that were refused', () => {
  const expired = new AppError('credentials', 'The role gives none.', {}, named('ExpiredTokenException'))

  test.each([named('AuthFailure', 401), named('RequestExpired'), expired])(
    'are renewed after $name: $message',
    async (error) => {
      const renewed: unknown[] = []
      const { patiently } = patienceOf({ renew: async (thrown) => void renewed.push(thrown) })
      expect(await patiently(failing(error).call)).toBe('answer')
      expect(renewed).toEqual([error])
    },
  )

  test('are renewed once for all calls', async () => {
    const gate = Promise.withResolvers<void>()
    let renewals = 0
    const renew = (): Promise<void> => {
      renewals += 1
      return gate.promise
    }
    const { patiently } = patienceOf({ renew })
    const all = [1, 2, 3].map(() => patiently(failing(named('ExpiredToken', 403)).call))
    await Promise.resolve()
    gate.resolve()
    expect(await Promise.all(all)).toEqual(['answer', 'answer', 'answer'])
    expect(renewals).toBe(1)
  })

  test('that were renewed and are refused again are the person’s to renew', async () => {
    const again: boolean[] = []
    const { patiently } = patienceOf({ renew: async (_, one) => void again.push(one) })
    const error = named('InvalidClientTokenId', 403)
    expect(await patiently(failing(error, error, error).call)).toBe('answer')
    expect(again).toEqual([false, true, true])
  })

  test('fail the call where nobody can renew them', async () => {
    const error = named('ExpiredToken', 403)
    await expect(patienceOf().patiently(failing(error).call)).rejects.toBe(error)
  })
})
