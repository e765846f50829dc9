import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { generate } from 'selfsigned'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeTrial } from '../../../electron/engine/load/decode.ts'
import { pinOf } from '../../../electron/platform/self-signed.ts'
import { stubStatus } from '../../../electron/engine/load/nginx-origin.ts'
import { runnerFiles } from '../../../electron/engine/load/runner-files.ts'
import { fetchScript, parseFetch } from '../../../electron/engine/load/scripts/fetch.ts'
import { parsePoll, pollScript } from '../../../electron/engine/load/scripts/follow.ts'
import { generatorScript, parseGenerator } from '../../../electron/engine/load/scripts/generator.ts'
import { parseProbe, probeScript } from '../../../electron/engine/load/scripts/probe.ts'
import { deadlineFor, type ScheduledTrial } from '../../../electron/engine/load/scripts/schedule.ts'
import { startScript, uploadScript } from '../../../electron/engine/load/scripts/start.ts'
import { stopScript } from '../../../electron/engine/load/scripts/stop.ts'
import { wrk } from '../../../electron/engine/load/wrk/wrk.ts'
import type { Page } from '../../../shared/experiment.ts'
import { userDataOf } from '../../unit/templates/bundled.ts'
import { textAt } from '../../../electron/practice/resources/properties.ts'
import {
  awaitAgent,
  generatorUserData,
  openMachineWorld,
  originUserData,
  runCommand,
  signalUrl,
  until,
  type MachineWorld,
} from './machine-world.ts'

const templates = join(import.meta.dirname, '../../../templates/load')
const counters = stubStatus('http://127.0.0.1:8081/')
const files = runnerFiles(wrk, counters, (name) => readFileSync(join(templates, name), 'utf8'))

let world: MachineWorld

beforeEach(() => {
  world = openMachineWorld()
})

afterEach(async () => {
  delete process.env['SLUICE_WITHOUT']
  await world.close()
})

const generator = () =>
  world.create('LoadGenerator', world.properties(generatorUserData, { IamInstanceProfile: 'profile-1' }))
const origin = () => world.create('Origin', world.properties(originUserData))
const originPort = (address: string, port: number) =>
  until(`port ${port} of the origin`, () => world.world().addresses.lookup('vpc-1', address, port))
const output = async (instanceId: string, script: string) =>
  textAt(await runCommand(world, instanceId, script), 'StandardOutputContent')

async function get(port: number, path: string) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

const refused = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(socket.destroy() && false)).once('error', () => resolve(true))
  })

describe('an instance', () => {
  test('gets addresses of its subnet and refuses what AWS refuses', async () => {
    const [first, second] = [await origin(), await origin()]
    expect(first.attributes).toMatchObject({
      PrivateIp: '10.0.0.4',
      PrivateDnsName: 'ip-10-0-0-4.us-west-2.compute.internal',
      AvailabilityZone: 'us-west-2a',
      PublicIp: expect.stringMatching(/^203\.0\.113\.\d+$/) as string,
    })
    expect(second.attributes['PrivateIp']).toBe('10.0.0.5')
    const create = (change: Parameters<typeof world.properties>[1]) =>
      world.create('X', world.properties('', change))
    await expect(create({ SubnetId: 'subnet-9' })).rejects.toThrow("The subnet ID 'subnet-9' does not exist")
    await expect(create({ SecurityGroupIds: ['sg-9'] })).rejects.toThrow(
      "security group 'sg-9' does not exist",
    )
    await expect(create({ IamInstanceProfile: 'p' })).rejects.toThrow('Invalid IAM Instance Profile name')
    await expect(create({ ImageId: 'ami-1' })).rejects.toThrow('does not exist')
    await expect(create({ PrivateIpAddress: '10.0.0.4' })).rejects.toThrow('is in use')
    await expect(create({ PrivateIpAddress: '10.0.1.10' })).rejects.toThrow('does not fall within')
    await expect(create({ UserData: Buffer.alloc(17_000).toString('base64') })).rejects.toThrow(
      'limited to 16384 bytes',
    )
  })

  test('runs nothing of its user data, and writes it below its folder only', async () => {
    const userData =
      `#cloud-config\nwrite_files:\n  - { path: /../../../escaped.txt, permissions: '0755', ` +
      `content: x }\nruncmd: ["touch ${world.folder}/ran"]\n`
    const record = await world.create('X', world.properties(userData))
    const file = join(world.folder, 'instances', record.physicalId, 'root/escaped.txt')
    await until('the file', () => existsSync(file) || undefined)
    expect(statSync(file).mode & 0o111).toBe(0)
    await delay(100)
    expect(existsSync(join(world.folder, 'ran'))).toBe(false)
  })

  test('that cannot start what it serves signals the failure with the log', async () => {
    await world.create(
      'Origin',
      world.properties(originUserData.replace('keepalive_requests 100000000', 'no_such_directive on')),
    )
    const [signal] = await until('the signal', () => (world.signals.length > 0 ? world.signals : undefined))
    expect(signal).toMatchObject({
      url: signalUrl,
      status: 'FAILURE',
      uniqueId: 'origin',
      reason: expect.stringContaining('no_such_directive') as string,
    })
  })
})

describe.each([
  ['nginx', undefined, /^nginx\/\d/],
  ['the embedded origin', 'nginx', /^embedded-origin\/node-/],
])('an origin on %s', (_name, without, software) => {
  test('serves the files of its user data, counts requests, comes back and goes away', async () => {
    if (without !== undefined) process.env['SLUICE_WITHOUT'] = without
    const record = await origin()
    const address = textAt(record.attributes, 'PrivateIp')
    const port = await originPort(address, 80)
    const [signal] = await until('the signal', () => (world.signals.length > 0 ? world.signals : undefined))
    expect(signal).toMatchObject({
      url: signalUrl,
      status: 'SUCCESS',
      uniqueId: 'origin',
      data: expect.stringMatching(software) as string,
    })
    expect(await get(port, '/hello.txt')).toEqual({ status: 200, type: 'text/plain', body: 'hello' })
    expect((await get(port, '/nothing')).status).toBe(404)
    const statusPort = await originPort(address, 8081)
    const counted = async () =>
      Number((await get(statusPort, '/stub_status')).body.split('\n')[2]?.trim().split(' ')[2])
    const before = await counted()
    await get(port, '/hello.txt')
    expect(await counted()).toBe(before + 2)
    expect((await get(statusPort, '/')).status).toBe(404)

    await world.restart()
    const newPort = await originPort(address, 80)
    expect((await get(newPort, '/hello.txt')).body).toBe('hello')
    expect(world.signals).toHaveLength(1)

    await world.remove(record)
    expect(world.world().addresses.lookup('vpc-1', address, 80)).toBeUndefined()
    expect(await refused(newPort)).toBe(true)
    expect(existsSync(join(world.folder, 'instances', record.physicalId))).toBe(false)
  })

  test('is slow when it is told to be, but not its counters', async () => {
    if (without !== undefined) process.env['SLUICE_WITHOUT'] = without
    world.setFaults({ originDelayMs: 400 })
    const address = textAt((await origin()).attributes, 'PrivateIp')
    const port = await originPort(address, 80)
    const startMs = performance.now()
    expect((await get(port, '/hello.txt')).body).toBe('hello')
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(399)
    const statusMs = performance.now()
    await get(await originPort(address, 8081), '/stub_status')
    expect(performance.now() - statusMs).toBeLessThan(300)
  })
})

describe.each([
  ['wrk and curl', undefined, 'wrk'],
  ['their stand-ins', 'wrk,curl', 'autocannon'],
])('load by %s, over Run Command', (_name, without, generatorName) => {
  test('is measured at the origin by name, and can be stopped', async () => {
    if (without !== undefined) process.env['SLUICE_WITHOUT'] = without
    const address = textAt((await origin()).attributes, 'PrivateIp')
    const { physicalId } = await generator()
    await originPort(address, 80)
    await awaitAgent(world, physicalId)
    await until('both signals', () => (world.signals.length === 2 ? world.signals : undefined))
    expect(world.signals.some(({ data }) => data.startsWith(`${generatorName} `))).toBe(true)
    expect(parseGenerator(await output(physicalId, generatorScript(wrk)), wrk).tool.name).toBe(generatorName)

    const url = `http://${address}/hello.txt`
    const [answer] = parseProbe(
      await output(physicalId, probeScript([{ scenarioId: 'elb', path: '/hello.txt', url, pin: null }])),
    )
    expect(answer).toMatchObject({ status: 200, bytes: 5 })

    const trial = (change: Partial<ScheduledTrial>): ScheduledTrial => ({
      index: 0,
      kind: 'trial',
      connections: 4,
      threads: 2,
      durationSec: 2,
      leadInSec: 0,
      deadlineSec: deadlineFor(2),
      url,
      countersUrl: `http://${address}:8081/stub_status`,
      spread: false,
      bodyBytes: 0,
      pin: null,
      price: { mostUsd: 0, fixedUsd: 0, usdPerMillion: 0 },
      ...change,
    })
    await runCommand(
      world,
      physicalId,
      uploadScript('run', files, [trial({}), trial({ index: 1, durationSec: 60 })]),
    )
    expect(await output(physicalId, startScript('run'))).toBe('started\n')
    const poll = async () => parsePoll(await output(physicalId, pollScript('run')))
    // The stand-in starts a Node of its own for each trial and for each poll.
    const running = await until(
      'live figures of the second trial',
      async () => {
        const { journal, live } = await poll()
        return journal.some(({ kind }) => kind === 'finished') && live?.index === 1 ? live : undefined
      },
      30_000,
    )
    expect(running.samples[0]?.requests).toBeGreaterThan(0)
    expect(await output(physicalId, stopScript('run', wrk))).toBe('stopped\n')
    expect((await poll()).journal.map(({ kind }) => kind)).toEqual([
      'measuring',
      'finished',
      'measuring',
      'finished',
      'stopped',
    ])

    const fetched = await Promise.all(
      [0, 1].map(async (index) => parseFetch(await output(physicalId, fetchScript('run', index, 0)))),
    )
    const [whole, stopped] = fetched.map((page) => decodeTrial(page?.text ?? '', wrk, counters))
    expect(whole?.interrupted).toBe(false)
    expect(stopped?.interrupted).toBe(true)
    const result = whole?.result
    expect(result?.generator.name).toBe(generatorName)
    expect(result?.goodRequests).toBe(result?.requests)
    expect(result?.latencyUs.measured.count).toBe(result?.requests)
    // Every request is accounted for at the origin; those in flight at the end may or may not be.
    expect(Math.abs((result?.originRequests ?? 0) - (result?.requests ?? 0))).toBeLessThanOrEqual(4)
    expect(result?.samples).toHaveLength(2)
  }, 60_000)

  test('over TLS carries the name of the address, not that of loopback', async () => {
    if (without !== undefined) process.env['SLUICE_WITHOUT'] = without
    const hosts = new Set<string>()
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'practice' }])
    const other = await generate([{ name: 'commonName', value: 'practice' }])
    const server = createServer({ key, cert }, (request, response) => {
      hosts.add(request.headersDistinct['host']?.join() ?? 'none')
      response.end(request.url)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const host = 'abc123.execute-api.us-west-2.amazonaws.com'
    world.world().addresses.publish('internet', host, 443, (server.address() as AddressInfo).port)
    const { physicalId } = await generator()
    await awaitAgent(world, physicalId)
    const url = `https://${host}/live/child?a=b`
    expect(await output(physicalId, `curl -s '${url}'`)).toBe('/live/child?a=b')
    expect(await output(physicalId, `wrk -t 1 -c 2 -d 1s --timeout 65s '${url}'`)).toContain('requests in')
    expect([...hosts]).toEqual([host])
    const pinned = async (pin: string) => {
      const script = probeScript([{ scenarioId: 'alb', path: '/live/child?a=b', url, pin }])
      return parseProbe(await output(physicalId, script)).map(({ status }) => status)
    }
    expect(await pinned(pinOf(cert))).toEqual([200])
    expect(await pinned(pinOf(other.cert))).toEqual([0])
    server.closeAllConnections()
    server.close()
  })

  test('goes to nobody outside of the address book', async () => {
    if (without !== undefined) process.env['SLUICE_WITHOUT'] = without
    const { physicalId } = await generator()
    await awaitAgent(world, physicalId)
    const stranger = 'http://127.0.0.1:22/'
    expect(await runCommand(world, physicalId, `wrk -t 1 -c 1 -d 1s ${stranger}`)).toMatchObject({
      Status: 'Failed',
      ResponseCode: 1,
    })
    expect(await runCommand(world, physicalId, `curl -s ${stranger}`)).toMatchObject({
      Status: 'Failed',
      ResponseCode: 6,
    })
  })
})

test('a removed load generator leaves no process, not even a detached one', async () => {
  const record = await generator()
  await awaitAgent(world, record.physicalId)
  const detached =
    '(setsid sh -c "echo \\$\\$ > \\$SLUICE_ROOT/pid; exec sleep 60" >/dev/null 2>&1 </dev/null ' +
    '&); sleep 0.2; cat $SLUICE_ROOT/pid'
  const pid = Number(await output(record.physicalId, detached))
  expect(() => process.kill(pid, 0)).not.toThrow()
  await world.remove(record)
  await until('its end', () => {
    try {
      process.kill(pid, 0)
      return undefined
    } catch {
      return true
    }
  })
})

test('the bundled origin answers its pages with the bytes that scenarios are checked against', async () => {
  // The world takes signals at any address.
  const userData = userDataOf('backend.yaml', 'OriginInstance').text
  const { attributes } = await world.create('OriginInstance', world.properties(userData))
  const port = await originPort(textAt(attributes, 'PrivateIp'), 80)
  const pages = JSON.parse(readFileSync(join(templates, '../origin/pages.json'), 'utf8')) as Page[]
  for (const { path, bytes, sha256 } of pages) {
    const body = Buffer.from(await (await fetch(`http://127.0.0.1:${port}${path}`)).arrayBuffer())
    expect([path, body.length, createHash('sha256').update(body).digest('hex')]).toEqual([
      path,
      bytes,
      sha256,
    ])
  }
})

test('an nginx that a killed account left in the folder ends when the account comes back', async () => {
  const record = await origin()
  const address = textAt(record.attributes, 'PrivateIp')
  await originPort(address, 80)
  const work = join(world.folder, 'instances', record.physicalId, 'work')
  const config = join(world.folder, 'left.conf')
  const own =
    'daemon off; pid left.pid; events {} http { access_log off; server { listen unix:left.socket; } }'
  writeFileSync(config, own)
  const start = () =>
    spawn('nginx', ['-p', './', '-c', config, '-e', join(work, 'left.log')], {
      cwd: work,
      detached: true,
      stdio: 'ignore',
      env: { PATH: `${process.env['PATH']}:/usr/sbin` },
    })
  const left = start()
  await until('its socket', () => existsSync(join(work, 'left.socket')) || undefined)
  await world.restart()
  await originPort(address, 80)
  await until('its end', () => left.signalCode ?? undefined)

  // Another one when the instance is removed.
  rmSync(join(work, 'left.socket'), { force: true })
  const leftAgain = start()
  await until('its socket', () => existsSync(join(work, 'left.socket')) || undefined)
  await world.remove(record)
  await until('its end', () => leftAgain.signalCode ?? undefined)
})
