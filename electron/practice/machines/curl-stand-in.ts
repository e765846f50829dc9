/**
 * Takes the place of curl where it is not installed: the flags that Sluice's scripts use, exit codes and
 * what `-w` writes as curl has them, several addresses on one connection.
 */
import { createHash } from 'node:crypto'
import { createWriteStream, readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { TLSSocket } from 'node:tls'
import { parseArgs } from 'node:util'
import { Agent as HttpAgent, request as httpRequest } from '../../platform/node-http.ts'
import { entryArguments } from '../../platform/entries.ts'

const { values, positionals } = parseArgs({
  args: entryArguments(),
  allowPositionals: true,
  options: {
    disable: { type: 'boolean', short: 'q' },
    globoff: { type: 'boolean', short: 'g' },
    insecure: { type: 'boolean', short: 'k' },
    pinnedpubkey: { type: 'string' },
    silent: { type: 'boolean', short: 's' },
    fail: { type: 'boolean', short: 'f' },
    'fail-early': { type: 'boolean' },
    'http1.1': { type: 'boolean' },
    'data-binary': { type: 'string' },
    output: { type: 'string', short: 'o', multiple: true, default: [] },
    'write-out': { type: 'string', short: 'w', default: '' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    'max-time': { type: 'string', default: '300' },
    'connect-to': { type: 'string', multiple: true, default: [] },
    version: { type: 'boolean', short: 'V' },
  },
})

let wrongPin = false

/** curl's own numbers. */
const exitCodes = { usage: 2, refused: 7, failed: 22, timeout: 28, pin: 90 } as const

/** `HOST1:PORT1:HOST2:PORT2`: where a connection for the first really goes. */
function connectTo(host: string, port: number): { host: string; port: number } {
  for (const rule of values['connect-to']) {
    const [fromHost, fromPort, toHost, toPort] = rule.split(':')
    if (fromHost?.toLowerCase() === host.toLowerCase() && Number(fromPort) === port && toHost)
      return { host: toHost, port: Number(toPort) }
  }
  return { host, port }
}

/** What `--data-binary` names: text, or with @ a file. */
function bodyOf(data: string | undefined): Buffer | undefined {
  if (data === undefined) return undefined
  return data.startsWith('@') ? readFileSync(data.slice(1)) : Buffer.from(data)
}

const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) }

function ask(url: URL, body: Buffer | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:'
  const target = connectTo(url.hostname, Number(url.port || (secure ? 443 : 80)))
  // A name without a value takes a header away.
  const headers = Object.fromEntries(
    values.header
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])
      .filter(([, value]) => value !== ''),
  )
  const options = {
    ...target,
    method: body === undefined ? 'GET' : 'POST',
    path: url.pathname + url.search,
    headers: { Accept: '*/*', ...headers, Host: url.host, ...(body && { 'Content-Length': body.length }) },
    signal,
  }
  return new Promise((resolve, reject) => {
    const sent = secure
      ? httpsRequest({ ...options, agent: agents.https, servername: url.hostname, rejectUnauthorized: false })
      : httpRequest({ ...options, agent: agents.http })
    sent.once('socket', (socket) => {
      if (socket instanceof TLSSocket) socket.once('secureConnect', () => checkPin(socket))
    })
    sent.once('response', resolve).once('error', reject).end(body)
  })
}

/** Ends a connection to an endpoint with another public key than the one that is asked for. */
function checkPin(socket: TLSSocket): void {
  const pin = values.pinnedpubkey
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' }) ?? ''
  if (pin === undefined || pin === `sha256//${createHash('sha256').update(key).digest('base64')}`) return
  wrongPin = true
  socket.destroy(new Error('public key does not match pinned public key'))
}

function finish(status: number, tookMs: number): void {
  process.stdout.write(
    values['write-out']
      .replaceAll('%{http_code}', String(status).padStart(3, '0'))
      .replaceAll('%{time_total}', (tookMs / 1_000).toFixed(6))
      .replaceAll(String.raw`\n`, '\n'),
  )
}

const devNull = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

/** Asks one address. @returns the exit code */
async function transfer(address: string, output: string | undefined): Promise<number> {
  const deadline = AbortSignal.timeout(Number(values['max-time']) * 1000)
  const startedMs = performance.now()
  try {
    const response = await ask(new URL(address), bodyOf(values['data-binary']), deadline)
    const { statusCode = 0 } = response
    const failed = values.fail === true && statusCode >= 400
    const sink = failed ? devNull() : output === undefined ? process.stdout : createWriteStream(output)
    await pipeline(response, sink, { end: sink !== process.stdout })
    finish(statusCode, performance.now() - startedMs)
    return failed ? exitCodes.failed : 0
  } catch (error) {
    if (values.silent !== true) process.stderr.write(`curl: ${String(error)}\n`)
    finish(0, performance.now() - startedMs)
    if (wrongPin) return exitCodes.pin
    return deadline.aborted ? exitCodes.timeout : exitCodes.refused
  }
}

/** @returns the exit code of the last address, as curl does */
async function main(): Promise<number> {
  if (values.version === true) {
    process.stdout.write(`curl 0 (node ${process.versions.node}) in place of curl\n`)
    return 0
  }
  let exitCode: number = exitCodes.usage
  for (const [at, address] of positionals.entries()) {
    exitCode = await transfer(address, values.output[at])
    if (values['fail-early'] === true && exitCode !== 0) break
  }
  agents.http.destroy()
  agents.https.destroy()
  return exitCode
}

process.exitCode = await main()
