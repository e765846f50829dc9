import { CancelCommandCommand, SendCommandCommand } from '@aws-sdk/client-ssm'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { awaitAgent, runScript } from '../../../../electron/engine/aws/shell.ts'
import { remoteScript } from '../../../../electron/engine/runs/remote-script.ts'

/** SSM that answers each question for the invocation with the next of these, then with the last one. */
function ssmWith(...answers: (object | Error)[]): { aws: Aws; sent: object[] } {
  const sent: object[] = []
  let asked = 0
  const send = async (command: object): Promise<object> => {
    sent.push(command)
    if (command instanceof SendCommandCommand) return { Command: { CommandId: 'c-1' } }
    if (command instanceof CancelCommandCommand) return {}
    const answer = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    if (answer instanceof Error) throw answer
    return answer ?? {}
  }
  return { aws: { pacing: { pollMs: 1 }, ssm: { send } } as unknown as Aws, sent }
}

const run = (aws: Aws, signal = new AbortController().signal) =>
  runScript(aws, 'i-1', 'true', { doing: 'start wrk', timeoutSec: 1, signal })

const missing = Object.assign(new Error('not yet'), { name: 'InvocationDoesNotExist' })
const invalid = Object.assign(new Error('not valid'), { name: 'InvalidInstanceId' })

describe('a script on an instance', () => {
  test('answers with its output, once SSM knows the command and the script has ended', async () => {
    const output = { StandardOutputContent: 'out', StandardErrorContent: 'err' }
    const { aws } = ssmWith(missing, { Status: 'Pending' }, { Status: 'Success', ...output })
    expect(await run(aws)).toEqual({ exitCode: 0, stdout: 'out', stderr: 'err' })
  })

  test('may end with an exit code other than 0', async () => {
    const { aws } = ssmWith({ Status: 'Failed', ResponseCode: 3 })
    expect(await run(aws)).toEqual({ exitCode: 3, stdout: '', stderr: '' })
  })

  test.each([
    [{ Status: 'TimedOut', StatusDetails: 'Delivery Timed Out' }, /i-1 took no command for 60 s .* was lost/],
    [{ Status: 'TimedOut', StatusDetails: 'ExecutionTimedOut' }, /could not start wrk: ExecutionTimedOut\./],
    [{ Status: 'Failed', StandardErrorContent: ' no shell\n' }, /could not start wrk: Failed\. no shell$/],
    [{ Status: 'Failed', ResponseCode: 137 }, /could not start wrk: its process was killed\.$/],
    [invalid, /i-1 takes no commands \(tried to start wrk\)/],
  ])('fails the load where it did not run to its end: %j', async (answer, sentence) => {
    const failed = run(ssmWith(answer).aws)
    await expect(failed).rejects.toMatchObject({ code: 'load-failed' })
    await expect(failed).rejects.toThrow(sentence)
  })

  test('is cancelled when it is no longer wanted', async () => {
    const { aws, sent } = ssmWith({ Status: 'InProgress' })
    const controller = new AbortController()
    const running = run(aws, controller.signal)
    controller.abort(new Error('enough'))
    await expect(running).rejects.toThrow('enough')
    expect(sent.at(-1)).toBeInstanceOf(CancelCommandCommand)
  })
})

describe('a command without an outcome', () => {
  afterEach(() => vi.useRealTimers())

  test('is given up when its time is over, and cancelled', async () => {
    vi.useFakeTimers()
    const { aws, sent } = ssmWith({ Status: 'InProgress' })
    const running = run({ ...aws, pacing: { ...aws.pacing, pollMs: 3_000 } })
    const outcome = expect(running).rejects.toMatchObject({
      code: 'load-failed',
      details: { command: 'lost' },
      message: expect.stringMatching(
        /did not learn within 125 s what became of the command \(to start wrk\)/,
      ),
    })
    await vi.advanceTimersByTimeAsync(130_000)
    await outcome
    expect(sent.at(-1)).toBeInstanceOf(CancelCommandCommand)
  })
})

describe('a script that may run twice', () => {
  const terminated = { Status: 'Failed', StatusDetails: 'Terminated', ResponseCode: -1 }
  const script = (aws: Aws, tries?: number) =>
    remoteScript(aws, 'i-1', tries)('true', 'hand over trial 1', new AbortController().signal)

  test.each([terminated, { Status: 'TimedOut', StatusDetails: 'Delivery Timed Out' }, invalid])(
    'is sent again after a command that did not come to its end: %j',
    async (failure) => {
      const { aws, sent } = ssmWith(failure, failure, { Status: 'Success', StandardOutputContent: 'out' })
      expect(await script(aws)).toBe('out')
      expect(sent.filter((command) => command instanceof SendCommandCommand)).toHaveLength(3)
    },
  )

  test('is sent five times at most', async () => {
    const { aws, sent } = ssmWith(terminated)
    await expect(script(aws)).rejects.toThrow(/could not hand over trial 1: Terminated/)
    expect(sent.filter((command) => command instanceof SendCommandCommand)).toHaveLength(5)
    const once = ssmWith(terminated)
    await expect(script(once.aws, 1)).rejects.toThrow(/Terminated/)
    expect(once.sent.filter((command) => command instanceof SendCommandCommand)).toHaveLength(1)
  })

  test('that has run and failed is not sent again', async () => {
    const { aws, sent } = ssmWith({ Status: 'Failed', ResponseCode: 3 })
    await expect(script(aws)).rejects.toThrow(/exit code 3/)
    expect(sent.filter((command) => command instanceof SendCommandCommand)).toHaveLength(1)
  })
})

describe('an agent that takes no commands', () => {
  test.each([
    ['has not registered', [], /i-1 did not register with Systems Manager within 0 s/],
    ['was lost', [{ PingStatus: 'ConnectionLost' }], /has lost the load generator i-1 \(ConnectionLost\)/],
  ])(
    'is told from others by what Systems Manager says: it %s',
    async (_, InstanceInformationList, sentence) => {
      const { aws } = ssmWith({ InstanceInformationList })
      const waiting = awaitAgent(aws, 'i-1', { timeoutMs: 5, signal: new AbortController().signal })
      await expect(waiting).rejects.toMatchObject({ code: 'deployment-failed' })
      await expect(waiting).rejects.toThrow(sentence)
    },
  )
})
