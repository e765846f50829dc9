import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PackedApp } from './packed-app.ts'

export function checkStandIns(packed: PackedApp, folder: string): void {
  const server = createServer((request, response) => response.end(`hello ${request.url}`))
  let address: string
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const run = (entry: string, ...args: string[]) =>
    runEntry(packed.executable, entry, join(folder, 'stand-ins'), args)

  test('take the place of curl', async () => {
    const args = [
      '-q',
      '-k',
      '-s',
      '-o',
      join(folder, 'body'),
      '-w',
      '%{http_code}',
      '-H',
      'Accept: */*',
      '--max-time',
      '5',
      address,
    ]
    expect(await run('curl-stand-in', ...args)).toEqual({ code: 0, stdout: '200', stderr: '' })
    expect(readFileSync(join(folder, 'body'), 'utf8')).toBe('hello /page')
    expect(await run('curl-stand-in', '-s', '-w', '%{http_code}', 'http://127.0.0.1:1/')).toEqual({
      code: 7,
      stdout: '000',
      stderr: '',
    })
  })

  test('take the place of wrk', async () => {
    const { code, stdout } = await run('wrk-stand-in', '-t1', '-c2', '-d1s', '--timeout', '65s', address)
    expect(code).toBe(0)
    expect(Number(/(\d+) requests in/.exec(stdout)?.[1])).toBeGreaterThan(10)
  })

  test('end at once where they cannot run', async () => {
    const { code, stderr } = await run('no-such-entry')
    expect(code).toBe(1)
    expect(stderr).toContain('There is no entry "no-such-entry".')
  })
}

/**
 * Runs one of the processes that the packed app is by a flag, as the practice account does, and without a
 * display.
 */
function runEntry(executable: string, entry: string, dataDir: string, args: string[]) {
  const flags = [
    '--log-level=3',
    '--ozone-platform=headless',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  const { DISPLAY: _, ...environment } = process.env
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve, reject) => {
    const options = { env: environment, timeout: 20_000 }
    const command = [...flags, '--data-dir', dataDir, `--sluice-entry=${entry}`, ...args]
    const child = execFile(executable, command, options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error)
      else resolve({ code: child.exitCode ?? 0, stdout, stderr })
    })
  })
}
