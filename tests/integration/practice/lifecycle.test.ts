import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { practicePaths, readConnection, writeConnection } from '../../../electron/practice/connection.ts'
import { connectPractice, type PracticeConnection } from '../../../electron/practice/connect-practice.ts'
import { administrator } from '../../prepared-accounts.ts'

let dataDir: string
let connections: PracticeConnection[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-lifecycle-'))
  connections = []
})
afterEach(async () => {
  for (const connection of connections) connection.disconnect()
  const pids = new Set(connections.map(({ pid }) => pid))
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGTERM')
  for (const pid of pids) await until(() => !isAlive(pid))
  rmSync(dataDir, { recursive: true, force: true })
})

async function connect(): Promise<PracticeConnection> {
  const connection = await connectPractice(dataDir, administrator)
  connections.push(connection)
  return connection
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A killed process that its parent has not collected yet is dead for our purpose.
    return !/^State:\tZ/m.test(existsSync('/proc') ? readFileSync(`/proc/${pid}/status`, 'utf8') : '')
  } catch {
    return false
  }
}

async function until(condition: () => boolean, timeoutMs = 5000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!condition()) {
    if (performance.now() > deadline)
      throw new Error(`Still not so after ${timeoutMs} ms: ${condition.toString()}`)
    await sleep(20)
  }
}

async function eventually(condition: () => Promise<boolean>, timeoutMs = 5000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error(`Still not so after ${timeoutMs} ms: ${condition.toString()}`)
    await sleep(100)
  }
}

const logOf = () => readFileSync(practicePaths(dataDir).log, 'utf8')

describe('one account per data folder', () => {
  test('callers that come at the same time, also from other processes, get the same one', async () => {
    const source = JSON.stringify(
      new URL('../../../electron/practice/connect-practice.ts', import.meta.url).href,
    )
    const script =
      `const { connectPractice } = await import(${source}); process.stdout.write(String((await ` +
      `connectPractice(${JSON.stringify(dataDir)}, { userPolicies: {}, managedPolicies: {} })).pid))`
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    other.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
    const [first, second] = await Promise.all([connect(), connect(), once(other, 'exit')])
    expect(second.pid).toBe(first.pid)
    expect(said).toBe(String(first.pid))
    expect(logOf().match(/Started/g)).toHaveLength(1)
  })

  test('it does not hang on who started it', async () => {
    const { pid } = await connect()
    expect(readConnection(practicePaths(dataDir).connection)?.pid).toBe(pid)
    // A session and process group of its own: neither Ctrl-C nor a closed terminal reaches it.
    expect(
      spawnSync('ps', ['-o', 'pgid=,ppid=', '-p', String(pid)], { encoding: 'utf8' })
        .stdout.trim()
        .split(/ +/)[0],
    ).toBe(String(pid))
  })
})

test('it ends when the last client is gone, and leaves nothing that runs', async () => {
  const first = await connect()
  const second = await connect()
  first.disconnect()
  // Longer than any timeout of the ping: what keeps the account is the idle socket.
  await sleep(2600)
  expect(isAlive(first.pid)).toBe(true)
  second.disconnect()
  await until(() => !isAlive(first.pid))
  expect(existsSync(practicePaths(dataDir).connection)).toBe(false)
  expect(logOf()).toContain('no client is connected')
})

test('told to end, it ends in order; the next one has the same key and port', async () => {
  const before = await connect()
  process.kill(before.pid, 'SIGTERM')
  await until(() => !isAlive(before.pid))
  expect(existsSync(practicePaths(dataDir).connection)).toBe(false)
  const after = await connect()
  expect(after.pid).not.toBe(before.pid)
  expect([after.endpoint, after.accessKeyId, after.secretAccessKey]).toEqual([
    before.endpoint,
    before.accessKeyId,
    before.secretAccessKey,
  ])
})

test('killed, it is replaced by the next caller', async () => {
  const before = await connect()
  process.kill(before.pid, 'SIGKILL')
  await until(() => !isAlive(before.pid))
  expect(readConnection(practicePaths(dataDir).connection)?.pid).toBe(before.pid)
  const after = await connect()
  const sts = new STSClient({ region: 'us-west-2', endpoint: after.endpoint, credentials: after })
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '123456789012' })
  sts.destroy()
})

test('with a live stack it needs no clients and comes back after a kill; without it ends', async () => {
  const before = await connect()
  const cloudformation = (endpoint: string) =>
    new CloudFormationClient({ region: 'us-west-2', endpoint, credentials: before })
  const template = { Resources: { Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } }
  const first = cloudformation(before.endpoint)
  const { StackId } = await first.send(
    new CreateStackCommand({ StackName: 'kept', TemplateBody: JSON.stringify(template) }),
  )
  const statusOf = async (client: CloudFormationClient) =>
    (await client.send(new DescribeStacksCommand({ StackName: StackId }))).Stacks?.[0]?.StackStatus
  await eventually(async () => (await statusOf(first)) === 'CREATE_COMPLETE')
  first.destroy()
  before.disconnect()
  await sleep(1600)
  expect(isAlive(before.pid)).toBe(true)

  process.kill(before.pid, 'SIGKILL')
  const after = await connect()
  expect(after.pid).not.toBe(before.pid)
  const second = cloudformation(after.endpoint)
  expect(await statusOf(second)).toBe('CREATE_COMPLETE')
  await second.send(new DeleteStackCommand({ StackName: 'kept' }))
  await eventually(async () => (await statusOf(second)) === 'DELETE_COMPLETE')
  second.destroy()
  after.disconnect()
  await until(() => !isAlive(after.pid))
})

test('a connection file that tells of somebody else’s process harms nobody', async () => {
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' })
  const paths = practicePaths(dataDir)
  mkdirSync(paths.folder, { recursive: true })
  const pid = bystander.pid ?? 0
  writeConnection(paths.connection, {
    address: '127.0.0.1',
    port: 9,
    pid,
    startedAt: 1,
    version: '0',
    accessKeyId: 'a',
    secretAccessKey: 'b',
  })
  const { pid: started } = await connect()
  expect(started).not.toBe(pid)
  expect(isAlive(pid)).toBe(true)
  bystander.kill()
})

test('an account of another version is told to end, and its successor takes its place', async () => {
  const paths = practicePaths(dataDir)
  const importOf = (file: string) =>
    `await import(${JSON.stringify(new URL(`../../../electron/${file}`, import.meta.url).href)})`
  const script = `
    const { createAccount } = ${importOf('practice/account.ts')}
    const { writeConnection } = ${importOf('practice/connection.ts')}
    const { folder, connection } = ${JSON.stringify(paths)}
    const { port, key } = await createAccount({ folder, version: '0.0.1', log: () => {} })
    const started = { pid: process.pid, startedAt: Date.now(), version: '0.0.1' }
    writeConnection(connection, { address: '127.0.0.1', port, ...started, ...key })
    console.log('ready')`
  const older = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(older.stdout, 'data')
  const connection = await connect()
  expect(older.signalCode).toBe('SIGTERM')
  expect(connection.pid).not.toBe(older.pid)
  expect(connection.version).not.toBe('0.0.1')
})

test('an account that cannot start says why', async () => {
  const { folder } = practicePaths(dataDir)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'state'), 'a file where a folder should be')
  await expect(connect()).rejects.toMatchObject({
    code: 'practice-unavailable',
    message: expect.stringContaining('EEXIST'),
  })
})

describe('native children', () => {
  /**
   * A process that owns children as the account does: a plain one, one that leaves its group, and an nginx
   * with a worker.
   */
  const children = JSON.stringify(new URL('../../../electron/practice/children.ts', import.meta.url).href)
  const script = (folder: string) => `
    import { writeFileSync } from 'node:fs'
    const { openChildren } = await import(${children})
    const children = openChildren()
    const start = (command, args) => children.spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore'] })
    start('sleep', ['300'])
    start('sh', ['-c', 'setsid sleep 301 & (sleep 302 &) ; exit 0'])
    start('nginx', ['-p', ${JSON.stringify(folder)}, '-c', 'nginx.conf', '-e', 'error.log'])
    process.on('message', async () => { await children.close(); process.disconnect() })
    process.send({ marker: children.environment.SLUICE_PRACTICE })
  `
  const nginxConfiguration =
    'daemon off; pid nginx.pid; worker_processes 2; events {} http { access_log off; ' +
    'client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; ' +
    'scgi_temp_path t5; server { listen unix:SOCKET; } }'

  async function startOwner() {
    const found = spawnSync('nginx', ['-v'], { env: { PATH: `${process.env['PATH']}:/usr/sbin` } })
    if (found.error !== undefined) throw new Error('This test needs nginx: apt-get install nginx-light')
    writeFileSync(join(dataDir, 'nginx.conf'), nginxConfiguration.replace('SOCKET', join(dataDir, 'socket')))
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script(dataDir)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
    })
    const [{ marker }] = (await once(owner, 'message')) as [{ marker: string }]
    const family = () => familyOf(owner.pid ?? 0, marker)
    // Three sleeps, an nginx master and its two workers.
    await until(() => family().length >= 6)
    return { owner, marker, pids: family(), watchdog: watchdogOf(marker) }
  }

  function processes(): { pid: number; ppid: number; command: string }[] {
    const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    return stdout.split('\n').flatMap((line) => {
      const match = /^ *(\d+) +(\d+) (.*)$/.exec(line)
      return match === null
        ? []
        : [{ pid: Number(match[1]), ppid: Number(match[2]), command: match[3] ?? '' }]
    })
  }
  const watchdogOf = (marker: string) =>
    processes().find(({ command }) => command.includes('sluice-watchdog') && command.includes(marker))?.pid ??
    0
  /** By marker (the sleeps) and by parent (nginx, which overwrites its environment). */
  function familyOf(owner: number, marker: string): number[] {
    const all = processes()
    const masters = all
      .filter(({ ppid, command }) => ppid === owner && command.startsWith('nginx'))
      .map(({ pid }) => pid)
    const workers = all.filter(({ ppid }) => masters.includes(ppid)).map(({ pid }) => pid)
    const marked = all
      .filter(({ pid, command }) => command.startsWith('sleep 30') && environmentOf(pid).includes(marker))
      .map(({ pid }) => pid)
    return [...masters, ...workers, ...marked]
  }
  function environmentOf(pid: number): string {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8')
    } catch {
      return ''
    }
  }

  test('all end with an account that is killed, nginx’s workers and detached ones too', async () => {
    const { owner, pids, watchdog } = await startOwner()
    expect(pids).toHaveLength(6)
    expect(isAlive(watchdog)).toBe(true)
    owner.kill('SIGKILL')
    await until(() => !pids.some(isAlive))
    await until(() => !isAlive(watchdog))
  })

  test('all are gone when the account has ended in order', async () => {
    const { owner, pids, watchdog } = await startOwner()
    owner.send('close')
    await once(owner, 'exit')
    expect(pids.filter(isAlive)).toEqual([])
    expect(isAlive(watchdog)).toBe(false)
  })

  test('one ends with an account that is killed between its fork and everything after it', async () => {
    writeFileSync(join(dataDir, 'nginx.conf'), nginxConfiguration.replace('SOCKET', join(dataDir, 'socket')))
    // The first process is the watchdog. As soon as the second is there, its owner is killed.
    const killed = `
      import childProcess from 'node:child_process'
      import { syncBuiltinESMExports } from 'node:module'
      const { spawn } = childProcess
      let started = 0
      childProcess.spawn = (...args) => {
        const child = spawn(...args)
        if (++started === 2) process.kill(process.pid, 'SIGKILL')
        return child
      }
      syncBuiltinESMExports()
      const { openChildren } = await import(${children})
      const args = ['-p', ${JSON.stringify(dataDir)}, '-c', 'nginx.conf', '-e', 'error.log']
      openChildren().spawn('nginx', args, { stdio: ['ignore', 'ignore', 'pipe'] })`
    const owner = spawn(process.execPath, ['--input-type=module', '-e', killed], {
      stdio: 'inherit',
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
    })
    expect((await once(owner, 'exit'))[1]).toBe('SIGKILL')
    // It may end before it is nginx. Were it left alone, it would be nginx by then.
    await sleep(2_500)
    expect(processes().filter(({ command }) => command.includes(dataDir))).toEqual([])
  })

  test('a watchdog that was killed is replaced and knows its wards', async () => {
    const { owner, marker, pids, watchdog } = await startOwner()
    process.kill(watchdog, 'SIGKILL')
    await until(() =>
      processes().some(({ ppid, command }) => ppid === owner.pid && command.includes('sluice-watchdog')),
    )
    owner.kill('SIGKILL')
    await until(() => !pids.some(isAlive))
    await until(() => watchdogOf(marker) === 0)
  })
})
