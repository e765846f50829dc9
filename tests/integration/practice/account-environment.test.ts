import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import { connectPractice, type PracticeConnection } from '../../../electron/practice/connect-practice.ts'
import { leaks } from '../../secrets.ts'
import { planShort, runsToItsEnd } from '../engine/accounts/short-run.ts'
import { administrator } from '../../prepared-accounts.ts'

/**
 * The account runs code from templates, which can read the environment of every process that the account
 * starts.
 */
const planted = {
  AWS_ACCESS_KEY_ID: 'PLANTEDACCESSKEYID',
  AWS_SECRET_ACCESS_KEY: 'planted-secret-access-key',
  AWS_SESSION_TOKEN: 'planted-session-token',
  AWS_CONTAINER_AUTHORIZATION_TOKEN: 'planted-container-token',
  GITHUB_TOKEN: 'planted-github-token',
  HTTPS_PROXY: 'http://person:planted-proxy-password@127.0.0.1:9',
  NODE_OPTIONS: '--title=planted-options',
  SSH_AUTH_SOCK: '/planted/ssh-agent',
  A_VARIABLE_NOBODY_KNOWS: 'planted-unknown',
}
let dataDir: string
let practice: PracticeConnection
let engine: Engine
const before = { ...process.env }

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-environment-'))
  Object.assign(process.env, planted, { LC_ALL: 'C.UTF-8' })
  practice = await connectPractice(dataDir, administrator)
  engine = createEngine({ dataDir })
})
afterAll(async () => {
  process.env = before
  await engine.close()
  practice.disconnect()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('the account and its children have only the variables they need', { timeout: 120_000 }, async () => {
  const environments = new Map<string, string>()
  const looking = setInterval(() => {
    for (const [process, environment] of environmentsOfAccount()) environments.set(process, environment)
  }, 100)
  const { id } = await planShort(engine, 1, { kind: 'practice' }, ['elb', 'lambda-256'])
  await call(engine, 'experiments.run', { id, accountId: '123456789012' })
  await runsToItsEnd(engine, id)
  clearInterval(looking)

  const processes = [...environments.keys()]
  expect(processes).toContain(`account ${practice.pid}`)
  const names = processes.map((process) => process.split(' ')[0])
  expect(names).toEqual(expect.arrayContaining(['nginx', 'wrk', 'sh']))
  expect(leaks(new Map(Object.entries(planted)), environments)).toEqual([])
  const ofAccount = environments.get(`account ${practice.pid}`)?.split('\0') ?? []
  expect(ofAccount).toEqual(expect.arrayContaining([`PATH=${before['PATH']}`, 'LC_ALL=C.UTF-8']))
})

/**
 * `name pid` of the account, its descendants and what was started in its folder → its environment in
 * `/proc`.
 */
function environmentsOfAccount(): [string, string][] {
  const all = readdirSync('/proc').flatMap((pid) => {
    const status = /^\d+$/.test(pid) ? textOf(pid, 'status') : ''
    const [, name, parent] = /^Name:\s+(.*)[^]*^PPid:\s+(\d+)/m.exec(status) ?? []
    return name === undefined ? [] : [{ pid, name, parent, environment: textOf(pid, 'environ') }]
  })
  const family = new Set([String(practice.pid)])
  for (let size = 0; size < family.size;) {
    size = family.size
    for (const { pid, parent = '' } of all) if (family.has(parent)) family.add(pid)
  }
  return all
    .filter(({ pid, environment }) => family.has(pid) || environment.includes(join(dataDir, 'practice')))
    .map(({ pid, name, environment }) => [
      `${pid === String(practice.pid) ? 'account' : name} ${pid}`,
      environment,
    ])
}

function textOf(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}
