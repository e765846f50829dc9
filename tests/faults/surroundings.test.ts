import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSluice, until, type Sluice } from '../e2e/sluice-command.ts'
import { expectDone, expectNothingLeft, runIn } from './surrounded-run.ts'

/**
 * What is tried of the computer around a run, and where: each ends in true words and an empty account.
 */
const places = {
  'a clock put back': 'tests/faults/clock-set-back.test.ts',
  'a command that is lost': 'tests/faults/lost-commands.test.ts',
  'a kill of the practice account at fork': 'tests/faults/surroundings.test.ts',
  'few descriptors': 'tests/faults/surroundings.test.ts',
  'a limit on the size of files': 'tests/faults/app/unsaved.test.ts',
  'a full disk': 'tests/faults/app/unsaved.test.ts',
  'a full disk that is emptied again': 'tests/faults/app/store-health.test.ts',
  'a read-only disk': 'tests/faults/app/unsaved.test.ts',
}

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

/** In milliseconds: above every deadline of so small a run, on a computer that has more to do. */
const longestMs = 480_000

describe('few descriptors', () => {
  test('160: a run gets through', { timeout: 420_000 }, async () => {
    const ended = await runIn(sluice, { before: 'ulimit -n 160' }).ended
    expectDone(ended)
    expect(ended.tookMs).toBeLessThan(longestMs)
    await expectNothingLeft(sluice)
  })

  test('50: it says what is not ready', { timeout: 540_000 }, async () => {
    const ended = await runIn(sluice, { before: 'ulimit -n 50' }).ended
    expect(ended.code, ended.stdout + ended.stderr).toBe(1)
    expect(ended.stderr).toMatch(/Not ready after 5 minutes: lambda-256 \/ answers 502/)
    expect(ended.tookMs).toBeLessThan(longestMs)
    // What is still live can be removed by somebody who has more.
    expect((await runIn(sluice, { args: ['teardown', '--all'] }).ended).code).toBe(0)
    await expectNothingLeft(sluice)
  })
})

/** Processes that the account with this marker has started. */
function markedWith(marker: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`SLUICE_PRACTICE=${marker}`)
    } catch {
      return false
    }
  })
}

test.each(['1 nginx', '1 sh', '9 sh'])(
  'a practice account that is killed when it has forked %s',
  { timeout: 420_000 },
  async (fork) => {
    const died = join(sluice.dataDir, 'died')
    const environment = { SLUICE_TEST_FORK: fork, SLUICE_TEST_DIED: died }
    const run = runIn(sluice, { hooks: ['fork-hook.ts'], environment })
    await until(
      () => existsSync(died) && readFileSync(died, 'utf8') !== '',
      240_000,
      () => 'The account was not killed.',
    )
    const marker = readFileSync(died, 'utf8')
    await until(
      () => markedWith(marker).length === 0,
      30_000,
      () => `still at work: ${markedWith(marker).join(', ')}`,
    )
    const ended = await run.ended
    // In mid-run the runner ends with the account, which cannot bring it back.
    if (ended.code === 0) expectDone(ended)
    else {
      expect(ended.stdout).toMatch(/^The run failed: The runner on the load generator ended before/m)
      expect(ended.stderr).toContain('Removed. Nothing is left')
    }
    await expectNothingLeft(sluice)
  },
)

test('each has its place', () => {
  expect(Object.values(places).filter((file) => !existsSync(file))).toEqual([])
})
