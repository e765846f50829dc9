import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSluice, type Sluice } from '../e2e/sluice-command.ts'
import { expectDone, expectNothingLeft, runIn, shadow } from './surrounded-run.ts'

/**
 * A clock that is put back while Sluice works, for the command line, for the practice account and its
 * servers, and for the scripts of the load generator. wrk reads the true one: it tells of such a trial
 * itself (tests/unit/engine/load/decode.test.ts).
 */
let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

const hour = 3_600_000

test.each([
  ['while it deploys', 'Creating stack', -3 * hour],
  ['in mid-run', '[1/', -60_000],
  ['in mid-run', '[1/', -3 * hour],
  ['before the removal', 'Deleting stack', -60_000],
  ['before the removal', 'Deleting stack', -3 * hour],
])('a clock put back %s (after "%s", by %i ms)', { timeout: 420_000 }, async (_, moment, offMs) => {
  const clock = join(sluice.dataDir, 'clock')
  const seconds = `$(($(cat '${clock}' 2>/dev/null || echo 0) / 1000))`
  const path = shadow(sluice, 'date', [`exec /bin/date -d "${seconds} seconds" "$@"`])
  const run = runIn(sluice, {
    hooks: ['clock-hook.ts'],
    environment: { SLUICE_TEST_CLOCK: clock, PATH: path },
  })
  await run.said(moment)
  writeFileSync(clock, String(offMs))
  const ended = await run.ended
  expectDone(ended)
  expect(ended.stdout + ended.stderr).not.toMatch(/-\d+ (?:ms|s|min|h)\b/)
  expect(ended.tookMs).toBeLessThan(300_000)
  await expectNothingLeft(sluice)
})
