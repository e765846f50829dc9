import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'
import { silentServer } from '../engine/accounts/unreachable-servers.ts'

/** The command line, with a profile whose endpoint accepts connections and never answers. */
let sluice: Sluice
let environment: Record<string, string>
beforeEach(async () => {
  sluice = openSluice()
  const folder = join(sluice.dataDir, 'aws')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'config'),
    `[profile work]\naws_access_key_id = AKIAEXAMPLEEXAMPLE00\naws_secret_access_key = dummy\n` +
      `endpoint_url = http://127.0.0.1:${await silentServer()}\n`,
  )
  environment = {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_CA_BUNDLE: '',
  }
})
afterEach(() => sluice.end())

const sentence = /^sluice: http:\S+ cannot be reached from here \(.* does not answer\)\. .* running\?$/m

test('a run says so, without a word of a library', { timeout: 60_000 }, async () => {
  const { code, stderr } = await sluice.run(['run', 'proxy-2017', '--account', 'work', '--yes'], environment)
  expect(code).toBe(1)
  expect(stderr).toMatch(sentence)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('Ctrl-C ends the wait at once: nothing can have been created', { timeout: 60_000 }, async () => {
  const running = sluice.start(['run', 'proxy-2017', '--account', 'work'], environment)
  await new Promise((wake) => setTimeout(wake, 4_000))
  const pressedMs = performance.now()
  running.child.kill('SIGINT')
  const { code, stderr } = await running.ended
  expect(performance.now() - pressedMs).toBeLessThan(3_000)
  expect([code, stderr]).toEqual([130, 'Stopped. Nothing was created.\n'])
})
