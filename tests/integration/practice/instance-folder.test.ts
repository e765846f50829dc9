/** What an instance is told to do stays in its folder and on this machine. */
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textAt } from '../../../electron/practice/resources/properties.ts'
import {
  awaitAgent,
  generatorUserData,
  openMachineWorld,
  originUserData,
  runCommand,
  until,
  type MachineWorld,
} from './machine-world.ts'

let world: MachineWorld
beforeEach(() => {
  world = openMachineWorld()
})
afterEach(async () => {
  delete process.env['SLUICE_WITHOUT']
  await world.close()
})

describe.each([
  ['nginx', undefined],
  ['the embedded origin', 'nginx'],
])('an origin on %s', (_name, without) => {
  beforeEach(() => {
    if (without !== undefined) process.env['SLUICE_WITHOUT'] = without
  })

  /** Boots an origin whose server has these lines, and answers what it signalled. */
  const boot = async (lines: string) => {
    const included = "  - path: /srv/pages/more.conf\n    content: 'root $arg_x;'\n"
    const userData = originUserData
      .replace('root /srv/pages;', lines)
      .replace('  - path: /srv/pages/hello.txt', `${included}  - path: /srv/pages/hello.txt`)
    const record = await world.create('Origin', world.properties(userData))
    const [signal] = await until('the signal', () => (world.signals.length > 0 ? world.signals : undefined))
    return { signal, address: textAt(record.attributes, 'PrivateIp') }
  }
  const ask = async (address: string, path: string): Promise<{ status: number; body: string }> => {
    const port = await until('its port', () => world.world().addresses.lookup('vpc-1', address, 80))
    const response = await fetch(`http://127.0.0.1:${port}${path}`)
    return { status: response.status, body: await response.text() }
  }

  test.each([
    ['root ../../../../../../../../../../..;', '/etc/passwd'],
    ['root /../../../../../../../../../../..;', '/etc/passwd'],
    ['root /srv/pages; location /a/ { alias /../../../../../../../../etc/; }', '/a/passwd'],
  ])('%s reaches nothing outside', async (lines, path) => {
    const { signal, address } = await boot(lines)
    expect(signal?.status).toBe('SUCCESS')
    expect((await ask(address, path)).status).toBe(404)
  })

  test.each([
    'root /srv/pages; index ../../../../../../../../../../etc/passwd;',
    'root /srv/pages; error_page 404 /../../../../../../../../../../../etc/passwd;',
    'root $arg_root;',
    'root /srv/pages; location /a { alias /; }',
    'root /srv/pages; access_log /tmp/$arg_x;',
    'root /srv/pages; dav_methods PUT;',
    'root /srv/pages; include /srv/pages/more.conf;',
  ])('%s is refused', async (lines) => {
    expect((await boot(lines)).signal).toMatchObject({
      status: 'FAILURE',
      reason: expect.stringContaining('does not take') as string,
    })
  })

  // The embedded origin calls nobody.
  if (without !== undefined) return
  test('another server of this machine is no upstream', async () => {
    const outside = createServer((_, response) => void response.end('outside')).listen(0, '127.0.0.1')
    await once(outside, 'listening')
    const { port } = outside.address() as AddressInfo
    const { signal } = await boot(`location / { proxy_pass http://127.0.0.1:${port}; }`)
    outside.close()
    expect(signal).toMatchObject({
      status: 'FAILURE',
      reason: expect.stringContaining('upstream') as string,
    })
  })
})

describe.each([
  ['wrk and curl', undefined],
  ['their stand-ins', 'wrk,curl'],
])('%s', (_name, without) => {
  beforeEach(() => {
    if (without !== undefined) process.env['SLUICE_WITHOUT'] = without
  })

  test('refuse what they cannot place', async () => {
    let asked = 0
    const outside = createServer((_, response) => {
      asked += 1
      response.end('outside')
    }).listen(0, '127.0.0.1')
    await once(outside, 'listening')
    const { port } = outside.address() as AddressInfo
    world.world().addresses.publish('vpc-1', '10.0.0.9', 80, port)
    const { physicalId } = await world.create(
      'LoadGenerator',
      world.properties(generatorUserData, { IamInstanceProfile: 'profile-1' }),
    )
    await awaitAgent(world, physicalId)
    writeFileSync(join(world.folder, 'outside.cfg'), `url = "http://127.0.0.1:${port}/"\n`)
    const file = join(world.folder, 'written')
    const attacks = [
      `curl -s 127.0.0.1:${port}`,
      `curl -s localhost:${port}`,
      `curl -s HTTP://127.0.0.1:${port}/`,
      `curl -s --url http://127.0.0.1:${port}/`,
      `curl -s --url=http://127.0.0.1:${port}/`,
      `curl -s -K '${world.folder}/outside.cfg'`,
      `curl -sK '${world.folder}/outside.cfg'`,
      `curl -s --config '${world.folder}/outside.cfg'`,
      `curl -s -x 127.0.0.1:${port} http://10.0.0.9/`,
      `curl -s --proxy=127.0.0.1:${port} http://10.0.0.9/`,
      `curl -s --resolve 10.0.0.9:80:203.0.113.9 http://10.0.0.9/`,
      `curl -s --connect-to ::127.0.0.1:${port} http://10.0.0.9/`,
      'curl -s -L http://10.0.0.9/',
      `curl -s -o '${file}' http://10.0.0.9/`,
      `curl -s -o ../../../../written http://10.0.0.9/`,
      `curl -so'${file}' http://10.0.0.9/`,
      `curl -s -c '${file}' http://10.0.0.9/`,
      `curl -s -D '${file}' http://10.0.0.9/`,
      'curl -s -d @/etc/passwd http://10.0.0.9/',
      'curl -s --data-binary @/etc/passwd http://10.0.0.9/',
      'curl -s --data-binary @../../../../outside.cfg http://10.0.0.9/',
      'curl -s --data-binary=@/etc/passwd http://10.0.0.9/',
      'curl -s -T /etc/passwd http://10.0.0.9/',
      'curl -s -H @/etc/passwd http://10.0.0.9/',
      'curl -s -w @/etc/passwd http://10.0.0.9/',
      'curl -s file:///etc/passwd',
      `curl -s -- 127.0.0.1:${port}`,
      `curl -s 'http://10.0.0.9@127.0.0.1:${port}/'`,
      `curl -s 'http://10.0.0.9:80@127.0.0.1:${port}/'`,
      `curl -s 'http://{10.0.0.9,127.0.0.1:${port}}/'`,
      `wrk -t1 -c1 -d1s HTTP://127.0.0.1:${port}/`,
      `wrk -t1 -c1 -d1s 127.0.0.1:${port}`,
      'wrk -t1 -c1 -d1s -s /etc/passwd http://10.0.0.9/',
      'wrk -t1 -c1 -d1s -s ../../../outside.lua http://10.0.0.9/',
      `wrk -t1 -c1 -d1s -H 'Host: a' -- http://127.0.0.1:${port}/`,
    ]
    const script = attacks.map((attack) => `${attack} >/dev/null 2>&1; echo $?`).join('\n')
    const codes = textAt(await runCommand(world, physicalId, script), 'StandardOutputContent')
    const passed = attacks.filter((_, at) => codes.trim().split('\n')[at] === '0')
    expect(passed).toEqual([])
    expect(codes.trim().split('\n')).toHaveLength(attacks.length)
    expect(asked).toBe(0)
    expect(existsSync(file)).toBe(false)

    const usual = [
      `curl -s -o /dev/null -w '%{http_code}' -H 'Accept: */*' --max-time 35 http://10.0.0.9/`,
      'curl -s --max-time 5 http://10.0.0.9:80/a?b',
      'curl -so body http://10.0.0.9/; cat body',
      'curl -s -o "$SLUICE_ROOT/body" http://10.0.0.9/; cat "$SLUICE_ROOT/body"',
      'echo x > "$SLUICE_ROOT/sent"; curl -s --data-binary @"$SLUICE_ROOT/sent" http://10.0.0.9/',
      'curl -s -o body http://10.0.0.9/ -o body http://10.0.0.9/a; cat body',
      'curl -V | head -c 4',
    ]
    for (const command of usual)
      expect(await runCommand(world, physicalId, command)).toMatchObject({
        Status: 'Success',
        StandardOutputContent: expect.stringMatching(/^(200|outside|curl)$/) as string,
      })
    outside.closeAllConnections()
    outside.close()
  }, 60_000)
})
