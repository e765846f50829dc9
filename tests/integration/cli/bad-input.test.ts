import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDeployments } from '../../../electron/engine/store/deployments.ts'
import { openStore } from '../../../electron/engine/store/open.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

/** What the command has left in its database; it may not even have made one. */
function savedDeployments(): Deployment[] {
  const file = join(sluice.dataDir, 'sluice.db')
  if (!existsSync(file)) return []
  const store = openStore(file)
  try {
    return createDeployments(store, () => undefined).list()
  } finally {
    store.close()
  }
}

const mistakes: [name: string, args: string[], says: RegExp][] = [
  ['unknown command', ['rum'], /unknown command 'rum' \(Did you mean run\?\)/],
  ['no experiment', ['run'], /missing required argument 'experiment'/],
  ['unknown experiment', ['run', 'proxy-2018'], /no experiment "proxy-2018".*proxy-2017/],
  [
    'unknown scenario',
    ['run', 'proxy-2017', '--scenario', 'elf'],
    /--scenario: "elf" is not a scenario of proxy-2017.*elb/,
  ],
  ['unknown path', ['run', 'proxy-2017', '--path', '/nowhere'], /--path: "\/nowhere" is not a path/],
  ['connections that do not divide', ['demo', '--threads', '12'], /--connections: .*50.*12/],
  ['no duration', ['demo', '--duration', '0s'], /--duration: .*1 to 3,600 seconds/],
  ['a duration that is none', ['demo', '--duration', 'soon'], /--duration .* Use a time such as 30s/],
  ['an unknown option', ['demo', '--fast'], /--fast/],
  [
    'an AWS profile',
    ['demo', '--account', 'production'],
    /There is no profile "production" in your AWS files/,
  ],
  [
    'a sweep of a profile that is none',
    ['sweep', '--account', 'production'],
    /There is no profile "production"/,
  ],
  [
    'a sweep of it in one Region',
    ['sweep', '--account', 'production', '--region', 'eu-west-1'],
    /There is no profile "production"/,
  ],
  ['a Region that is none', ['demo', '--region', 'mars'], /--region: Must look like us-west-2/],
  [
    'an option of a scenario that is none',
    ['demo', '--option', 'lambda-256.Colour=red'],
    /--option lambda-256\.Colour: .*no option "Colour".*ThrottleRate/,
  ],
  [
    'an option that is no plain number',
    ['demo', '--option', 'http-proxy.ThrottleRate=1e3'],
    /--option http-proxy\.ThrottleRate: Must be a whole number from 1 to 10,000/,
  ],
  ['an unknown run', ['show', 'r0'], /no run r0/],
  ['an unknown deployment', ['teardown', 'd0'], /no deployment d0/],
]

test.each(mistakes)('%s gives one clear line, exit code 2, and creates nothing', async (_, args, says) => {
  const ended = await sluice.run(args)
  expect(ended.stderr).toMatch(says)
  expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  expect(ended.code).toBe(2)
  expect(savedDeployments()).toEqual([])
})

test.each([[], ['--region', 'eu-west-1'], ['--remove']])(
  'an account that cannot be asked is not searched, %s',
  async (...more) => {
    const file = join(sluice.dataDir, 'config')
    writeFileSync(file, '[profile empty]\nregion = us-west-2\n')
    const files = { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: join(sluice.dataDir, 'credentials') }
    const { code, stdout, stderr } = await sluice.run(['sweep', '--account', 'empty', ...more], files)
    expect(code).toBe(1)
    expect(stdout + stderr).toMatch(/Not searched: /)
    expect(stdout).not.toMatch(/found/i)
  },
)

test('a database of a newer version is refused and kept', async () => {
  const file = join(sluice.dataDir, 'sluice.db')
  const store = openStore(file)
  store.pragma('user_version = 99')
  store.close()
  const ended = await sluice.run(['demo'])
  expect(ended.stderr).toMatch(/newer Sluice/)
  expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  expect(ended.code).toBe(1)
  expect(existsSync(join(sluice.dataDir, 'practice'))).toBe(false)
})

test('a data folder that cannot be made is said in one line', async () => {
  mkdirSync(sluice.dataDir, { recursive: true })
  writeFileSync(join(sluice.dataDir, 'file'), '')
  const ended = await sluice.run(['runs'], { SLUICE_DATA_DIR: join(sluice.dataDir, 'file', 'below') })
  expect(ended.code).toBe(1)
  expect(ended.stderr.trim().split('\n')).toHaveLength(1)
})
