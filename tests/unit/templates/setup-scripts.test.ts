import { spawnSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { pinOf } from '../../../electron/platform/self-signed.ts'
import { evaluated, readTemplate, signalUrl, userDataOf } from './bundled.ts'

const commit = 'a211dd5a7050b1f9e8a9870b95513060e72ac4a0'
const machines = {
  backend: userDataOf('backend.yaml', 'OriginInstance'),
  'shaped backend': userDataOf('backend.yaml', 'OriginInstance', true),
  'own gateway': userDataOf('scenarios/own-gateway/template.yaml', 'GatewayInstance'),
  'load-generator': userDataOf('load-generator.yaml', 'LoadGeneratorInstance'),
}

/**
 * Runs a machine's setup script in a folder that stands for its root, with stand-ins for the programs that
 * would change a real one. `curl` keeps what it was asked to send.
 */
function boot(machine: keyof typeof machines, standIns: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'sluice-boot-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const folder of [
    'bin',
    'etc/sluice',
    'etc/nginx',
    'var/log',
    'var/lib',
    'usr/local/src',
    'usr/local/bin',
    'usr/local/sbin',
  ]) {
    mkdirSync(join(root, folder), { recursive: true })
  }
  for (const [path, content] of machines[machine].files) {
    if (path.startsWith('/usr/share')) continue
    const text = path.endsWith('sluice-setup')
      ? content.toString().replaceAll(/(?<=[ "=/(]|^)\/(etc|var|usr)\//gm, `${root}/$1/`)
      : content
    writeFileSync(join(root, path), text, { mode: 0o755 })
  }
  const curl =
    'case "$*" in *https://127.0.0.1/*|*http://127.0.0.1/*) exit 0;; esac\nprintf "%s\\n" "$*" ' +
    '>"$ROOT/curl-arguments"\ncat >"$ROOT/signal"'
  const quiet = { sleep: '', dnf: '', systemctl: '', curl }
  for (const [name, body] of Object.entries({ ...quiet, ...standIns })) {
    writeFileSync(join(root, 'bin', name), `#!/bin/bash\n${body}\n`, { mode: 0o755 })
  }
  const [command = ''] = machines[machine].commands
  const { status } = spawnSync(join(root, command), {
    env: { PATH: `${root}/bin:${process.env['PATH']}`, ROOT: root },
    timeout: 10_000,
  })
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  return { root, status, read, signal: JSON.parse(read('signal')) as Record<string, string> }
}

describe('load generator', () => {
  const git = (head: string) => `case "$1" in clone) mkdir -p "\${@: -1}";; -C) echo ${head};; esac`
  const make =
    'printf \'#!/bin/bash\\necho "wrk %s [epoll] Copyright"\\nexit 1\\n\' "$(sed "s/.*VER=//" ' +
    '<<<"$*")" >"$2/wrk"'

  test('signals version and commit of the wrk that it built', () => {
    const { status, read, signal } = boot('load-generator', { git: git(commit), make })
    expect(signal).toEqual({
      Status: 'SUCCESS',
      UniqueId: 'load-generator',
      Data: `wrk 4.2.0 ${commit}`,
      Reason: 'wrk is built',
    })
    expect(status).toBe(0)
    expect(read('usr/local/bin/wrk')).toContain('wrk 4.2.0')
    expect(read('curl-arguments')).toContain('-X PUT -H Content-Type: --data-binary @-')
    expect(read('curl-arguments').trim().endsWith(signalUrl)).toBe(true)
  })

  test('starts the agent again when all is there, before it says so', () => {
    const { signal, read } = boot('load-generator', {
      git: git(commit),
      make,
      systemctl:
        '[ ! -e "$ROOT/signal" ] && [ -x "$ROOT/usr/local/bin/wrk" ] && echo "$*" >"$ROOT/systemctl"',
    })
    expect(signal['Status']).toBe('SUCCESS')
    expect(read('systemctl')).toBe('restart amazon-ssm-agent\n')
  })

  test('tries again when a package or the source cannot be had at first', () => {
    const once = (then: string) =>
      'if [ ! -e "$ROOT/$(basename "$0").tried" ]; then touch "$ROOT/$(basename "$0").tried"; ' +
      `exit 1; fi\n${then}`
    expect(boot('load-generator', { git: once(git(commit)), dnf: once(''), make }).signal['Status']).toBe(
      'SUCCESS',
    )
  })

  test('refuses another commit', () => {
    const { status, signal } = boot('load-generator', { git: git('0'.repeat(40)), make })
    expect(status).toBe(1)
    expect(signal['Status']).toBe('FAILURE')
    expect(signal['Reason']).toContain(`is at commit ${'0'.repeat(40)} instead of ${commit}`)
  })

  test('sends the end of its log when the build fails, as valid JSON whatever is in it', () => {
    const loud =
      'for i in {1..300}; do echo "line $i of \\"gcc\\" in C:\\\\tmp	with a tab and ünicode"; ' +
      'done; exit 2'
    const { status, signal, read } = boot('load-generator', { git: git(commit), make: loud })
    expect(status).toBe(2)
    expect(signal).toMatchObject({ Status: 'FAILURE', Data: 'exit code 2' })
    expect(signal['Reason']).toContain("line 300 of 'gcc' in C:/tmp with a tab")
    expect(Buffer.byteLength(read('signal'))).toBeLessThan(4096)
  })
})

describe('origin', () => {
  const nginx = 'echo "nginx version: nginx/1.28.0" >&2'

  test('puts its configuration back over the one of the package, and signals the version of nginx', () => {
    const dnf = 'echo "the package" >"$ROOT/etc/nginx/nginx.conf"'
    const { status, read, signal } = boot('backend', { nginx, dnf })
    expect(signal).toMatchObject({ Status: 'SUCCESS', UniqueId: 'origin', Data: 'nginx/1.28.0' })
    expect(status).toBe(0)
    expect(read('etc/nginx/nginx.conf')).toContain('stub_status')
  })

  test('installs nginx alone for static pages, and its perl module for a service shape', () => {
    const dnf = 'echo "$*" >>"$ROOT/installed"'
    const installed = (machine: keyof typeof machines) => boot(machine, { nginx, dnf }).read('installed')
    expect(installed('backend')).toBe('install -y nginx\n')
    expect(installed('shaped backend')).toBe('install -y nginx\ninstall -y nginx-mod-http-perl\n')
  })

  test('fails where there is no perl module, and says what for', () => {
    const dnf =
      'case "$*" in *perl*) echo "Error: Unable to find a match: nginx-mod-http-perl"; exit 1;; esac'
    const { status, signal } = boot('shaped backend', { nginx, dnf })
    expect(status).not.toBe(0)
    expect(signal['Status']).toBe('FAILURE')
    expect(signal['Reason']).toContain('Unable to find a match: nginx-mod-http-perl')
    expect(signal['Reason']).toContain('This service shape needs the package nginx-mod-http-perl')
  })

  test('gives up when the packages cannot be had, and says so', () => {
    const { status, signal } = boot('backend', {
      nginx,
      dnf: 'echo "Cannot download repomd.xml: 403"; exit 1',
    })
    expect(status).not.toBe(0)
    expect(signal['Status']).toBe('FAILURE')
    expect(signal['Reason']).toContain('403')
  })
})

describe('own gateway', () => {
  const nginx = 'echo "nginx version: nginx/1.28.0" >&2'

  test('makes a key that stays where it is, and signals what its certificate is known by', () => {
    const { status, read, signal, root } = boot('own gateway', { nginx })
    expect(status).toBe(0)
    const certificate = read('etc/nginx/tls/gateway.pem')
    expect(signal).toMatchObject({
      Status: 'SUCCESS',
      UniqueId: 'own-gateway',
      Data: `nginx/1.28.0 ${pinOf(certificate)}`,
    })
    const key = read('etc/nginx/tls/gateway.key.pem')
    expect(new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))).toBe(true)
    expect(statSync(join(root, 'etc/nginx/tls/gateway.key.pem')).mode & 0o077).toBe(0)
    const secret = key.split('\n')[1] ?? ''
    expect(secret.length).toBeGreaterThan(40)
    for (const path of ['var/log/sluice-setup.log', 'signal', 'curl-arguments', 'etc/nginx/nginx.conf'])
      expect(read(path), path).not.toContain(secret)
    expect(machines['own gateway'].text).not.toContain('PRIVATE KEY')
  })

  test('makes another key each time', () => {
    const one = boot('own gateway', { nginx }).signal['Data']
    expect(boot('own gateway', { nginx }).signal['Data']).not.toBe(one)
  })

  test('says so when nginx does not start', () => {
    const { status, signal } = boot('own gateway', {
      nginx,
      systemctl: 'echo "Job for nginx failed"; exit 1',
    })
    expect(status).not.toBe(0)
    expect(signal).toMatchObject({
      Status: 'FAILURE',
      Reason: expect.stringContaining('Job for nginx failed'),
    })
  })
})

test('what was signalled comes out of the stacks without its wrapping', () => {
  expect(evaluated(readTemplate('load-generator.yaml').Outputs['LoadGeneratorWrk']?.Value ?? null)).toBe(
    'wrk 4.2.0 a211dd5a',
  )
  const gateway = readTemplate('scenarios/own-gateway/template.yaml').Outputs
  expect(evaluated(gateway['GatewayServer']?.Value ?? null)).toBe('nginx/1.28.0')
  expect(evaluated(gateway['CertificatePin']?.Value ?? null)).toBe('sha256//abc=')
  expect(evaluated(readTemplate('backend.yaml').Outputs['OriginServer']?.Value ?? null)).toBe('nginx/1.28.0')
})
