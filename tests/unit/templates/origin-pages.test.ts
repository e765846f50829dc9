import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { folder, propertiesOf, userDataOf } from './bundled.ts'

const { pages } = openCatalog(folder)
const { files } = userDataOf('backend.yaml', 'OriginInstance')
const configurationFile = '/etc/nginx/nginx.conf'
const configuration = files.get(configurationFile)?.toString() ?? ''
const root = /root (\S+);/.exec(configuration)?.[1] ?? ''

/** The bytes that nginx answers a path with. */
function fileOf(path: string): Buffer {
  return files.get(root + (path.endsWith('/') ? `${path}index.html` : path)) ?? Buffer.alloc(0)
}

test('pages.json states the four paths of 2017 with the bytes that the origin gets', () => {
  expect(pages.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))).toEqual(
    ['/', '/child/random.txt', '/child/grandchild/random.txt', '/random_text_files.zip'].map((path) => ({
      path,
      bytes: fileOf(path).length,
      sha256: createHash('sha256').update(fileOf(path)).digest('hex'),
    })),
  )
  expect(pages.slice(0, 3).map((page) => page.bytes)).toEqual([612, 1025, 2049])
})

test('the texts are letters and digits that do not compress to nothing', () => {
  expect(fileOf('/child/random.txt').toString()).toMatch(/^[A-Za-z0-9]{1024}\n$/)
  expect(fileOf('/child/grandchild/random.txt').toString()).toMatch(/^[A-Za-z0-9]{2048}\n$/)
  expect(new Set(fileOf('/child/random.txt')).size).toBeGreaterThan(60)
})

test('the zip file holds both texts', () => {
  expect(unzip(fileOf('/random_text_files.zip'))).toEqual({
    'child/random.txt': fileOf('/child/random.txt').toString(),
    'child/grandchild/random.txt': fileOf('/child/grandchild/random.txt').toString(),
  })
})

test('the origin keeps connections longer than the load balancer, and counts on a port of its own', () => {
  const { IdleTimeout } = propertiesOf('backend.yaml', 'LoadBalancer')['ConnectionSettings'] as {
    IdleTimeout: number
  }
  expect(Number(/keepalive_timeout (\d+)s;/.exec(configuration)?.[1])).toBeGreaterThan(IdleTimeout)
  expect(configuration).toMatch(/listen 8081;\s+location = \/stub_status \{\s+stub_status;/)
  expect(configuration).not.toMatch(/\binclude\b/)
})

test('perl is loaded for a service shape only, and called for its paths only', () => {
  expect(configuration).not.toMatch(/perl/)
  const shaped = userDataOf('backend.yaml', 'OriginInstance', true).files.get(configurationFile)?.toString()
  const added = shaped?.split('\n').filter((line) => !configuration.split('\n').includes(line))
  expect(added?.map((line) => line.trim())).toEqual([
    'load_module /usr/lib64/nginx/modules/ngx_http_perl_module.so;',
    'perl_require /usr/share/sluice/service.pm;',
    expect.stringMatching(/^location \^~ \/service\/ \{.* perl sluice::handle; \}$/),
  ])
})

test('nginx takes the configuration', () => {
  const prefix = mkdtempSync(join(tmpdir(), 'sluice-nginx-'))
  onTestFinished(() => rmSync(prefix, { recursive: true }))
  const file = join(prefix, 'nginx.conf')
  // Checking a configuration binds its ports too, and those below 1024 are not everyone's.
  writeFileSync(
    file,
    configuration
      .replace('listen 80;', `listen unix:${prefix}/pages;`)
      .replace('listen 8081;', `listen unix:${prefix}/status;`),
  )
  const finding = execFileSync(
    '/bin/sh',
    ['-c', 'nginx -t -e stderr -p "$0" -c "$0/nginx.conf" -g "pid $0/nginx.pid;" 2>&1 || true', prefix],
    {
      env: { PATH: `${process.env['PATH']}:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin` },
    },
  ).toString()
  expect(finding, 'nginx is needed: apt install nginx, brew install nginx').toContain('syntax is ok')
  expect(finding).not.toContain('[emerg]')
})

/** The entries of a zip file by its central directory, as text. */
function unzip(zip: Buffer): Record<string, string> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const entries: Record<string, string> = {}
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, nameLength, extraLength, commentLength] = [
      zip.readUInt32LE(at + 20),
      ...[28, 30, 32].map((step) => zip.readUInt16LE(at + step)),
    ]
    const local = zip.readUInt32LE(at + 42)
    const name = zip.toString('latin1', at + 46, at + 46 + (nameLength ?? 0))
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    entries[name] = inflateRawSync(zip.subarray(data, data + (packed ?? 0))).toString()
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return entries
}
