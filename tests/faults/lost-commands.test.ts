import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSluice, type Sluice } from '../e2e/sluice-command.ts'
import { expectDone, expectNothingLeft, runIn, shadow } from './surrounded-run.ts'

/** Commands on the load generator whose process is killed, or that never end. */
let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

/** @returns a PATH with a shell that does this instead of the script of a command, which is its `$count`th */
function instead(lines: string): string {
  return shadow(sluice, 'sh', [
    'case ${1##*/} in *-*-*-*-*.sh)',
    `  echo >> '${join(sluice.dataDir, 'commands')}'`,
    `  count=$(wc -l < '${join(sluice.dataDir, 'commands')}')`,
    `  ${lines}`,
    'esac',
    'exec /bin/sh "$@"',
  ])
}

test('every fourth is killed: the run goes on', { timeout: 420_000 }, async () => {
  const path = instead('[ $((count % 4)) = 0 ] && kill -KILL $$')
  const ended = await runIn(sluice, { environment: { PATH: path } }).ended
  expectDone(ended)
  await expectNothingLeft(sluice)
})

test('one never ends: the run goes on', { timeout: 420_000 }, async () => {
  const mark = join(sluice.dataDir, 'hang')
  const path = instead(`mv '${mark}' '${mark}s' 2>/dev/null && exec sleep 600`)
  const run = runIn(sluice, { rounds: 5, environment: { PATH: path } })
  await run.said('[1/')
  writeFileSync(mark, '')
  expectDone(await run.ended)
  await expectNothingLeft(sluice)
})

test('all are killed from the first trial on: the run ends, and says why', { timeout: 420_000 }, async () => {
  const mark = join(sluice.dataDir, 'lost')
  const path = instead(`[ -e '${mark}' ] && kill -KILL $$`)
  const run = runIn(sluice, { rounds: 40, environment: { PATH: path } })
  await run.said('[1/')
  writeFileSync(mark, '')
  const { code, stdout, stderr, tookMs } = await run.ended
  expect(code, stdout + stderr).toBe(1)
  expect(stderr).toContain('Removed. Nothing is left')
  // The terminal breaks lines at 80 columns.
  const told = stdout.replaceAll(/\s+/g, ' ')
  expect(told).toContain(
    'The run failed: The load generator could not say how far it is: its process was killed.',
  )
  expect(told).toMatch(/- The run ended early, after \d+ of 80 trials/)
  expect(tookMs).toBeLessThan(300_000)
  await expectNothingLeft(sluice)
})
