/**
 * Takes the place of curl where it is not installed: the flags that Sluice's scripts use, exit codes and
 * `-w '%{http_code}'` as curl has them.
 */
import { createWriteStream } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { entryArguments } from '../../platform/entries.ts'

const { values, positionals } = parseArgs({
  args: entryArguments(),
  allowPositionals: true,
  options: {
    disable: { type: 'boolean', short: 'q' },
    globoff: { type: 'boolean', short: 'g' },
    insecure: { type: 'boolean', short: 'k' },
    silent: { type: 'boolean', short: 's' },
    output: { type: 'string', short: 'o' },
    'write-out': { type: 'string', short: 'w', default: '' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    'max-time': { type: 'string', default: '300' },
    'connect-to': { type: 'string', multiple: true, default: [] },
    version: { type: 'boolean', short: 'V' },
  },
})

/** curl's own numbers. */
const exitCodes = { usage: 2, refused: 7, timeout: 28 } as const

/** `HOST1:PORT1:HOST2:PORT2`: where a connection for the first really goes. */
function connectTo(host: string, port: number): { host: string; port: number } {
  for (const rule of values['connect-to']) {
    const [fromHost, fromPort, toHost, toPort] = rule.split(':')
    if (fromHost?.toLowerCase() === host.toLowerCase() && Number(fromPort) === port && toHost)
      return { host: toHost, port: Number(toPort) }
  }
  return { host, port }
}

function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:'
  const target = connectTo(url.hostname, Number(url.port || (secure ? 443 : 80)))
  const headers = Object.fromEntries(
    values.header.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const options = {
    ...target,
    path: url.pathname + url.search,
    headers: { Accept: '*/*', ...headers, Host: url.host },
    agent: false,
    signal,
  }
  return new Promise((resolve, reject) => {
    const sent = secure
      ? httpsRequest({ ...options, servername: url.hostname, rejectUnauthorized: false })
      : httpRequest(options)
    sent.once('response', resolve).once('error', reject).end()
  })
}

function finish(status: number, exitCode: number): number {
  process.stdout.write(
    values['write-out']
      .replaceAll('%{http_code}', String(status).padStart(3, '0'))
      .replaceAll(String.raw`\n`, '\n'),
  )
  return exitCode
}

async function main(): Promise<number> {
  if (values.version === true) {
    process.stdout.write(`curl 0 (node ${process.versions.node}) in place of curl\n`)
    return 0
  }
  const [address] = positionals
  if (address === undefined) return exitCodes.usage
  const deadline = AbortSignal.timeout(Number(values['max-time']) * 1000)
  try {
    const response = await ask(new URL(address), deadline)
    const sink = values.output === undefined ? process.stdout : createWriteStream(values.output)
    await pipeline(response, sink, { end: values.output !== undefined })
    return finish(response.statusCode ?? 0, 0)
  } catch (error) {
    if (values.silent !== true) process.stderr.write(`curl: ${String(error)}\n`)
    return finish(0, deadline.aborted ? exitCodes.timeout : exitCodes.refused)
  }
}

process.exitCode = await main()
