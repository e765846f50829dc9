/**
 * Takes the place of wrk where it is not installed: the flags that Sluice uses, the same result file as
 * `templates/load/trial.lua`, the same body, the same end on SIGINT. The load comes from autocannon;
 * latencies are its own, in whole microseconds and without any correction.
 */
import { once } from 'node:events'
import { connect } from 'node:net'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import autocannonPackage from 'autocannon/package.json' with { type: 'json' }
import { generatedBytes } from '../../../shared/generated-bytes.ts'
import { entryArguments } from '../../platform/entries.ts'
import { openTrialRecord } from './trial-record.ts'

const version = `autocannon ${autocannonPackage.version} [node ${process.versions.node}] in place of wrk`

const { values, positionals } = parseArgs({
  args: entryArguments(),
  allowPositionals: true,
  options: {
    threads: { type: 'string', short: 't', default: '2' },
    connections: { type: 'string', short: 'c', default: '10' },
    duration: { type: 'string', short: 'd', default: '10s' },
    timeout: { type: 'string', default: '2s' },
    script: { type: 'string', short: 's' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    latency: { type: 'boolean' },
    version: { type: 'boolean', short: 'v' },
  },
})

/** `30`, `30s`, `2m`, `1h` in seconds. */
function seconds(text: string): number {
  const [, number, unit = 's'] = /^(\d+)([smh]?)$/.exec(text) ?? []
  return Number(number) * ({ s: 1, m: 60, h: 3600 }[unit] ?? 1)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Whether the address refuses connections: wrk checks that before it starts. */
async function refusesConnections(url: URL): Promise<boolean> {
  const socket = connect({
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
  })
  const failed = await Promise.race([
    once(socket, 'connect').then(() => false),
    once(socket, 'error').then(() => true),
  ]).catch(() => true)
  socket.destroy()
  return failed
}

async function main(): Promise<number> {
  const [address] = positionals
  if (values.version === true || address === undefined) {
    print(version)
    return 1
  }
  const url = new URL(address)
  // Handled from the start: a stop may come before the first request.
  let interrupted = false
  let stop = (): void => undefined
  process.on('SIGINT', () => {
    interrupted = true
    stop()
  })
  if (await refusesConnections(url)) {
    process.stderr.write(`unable to connect to ${url.host} Connection refused\n`)
    return 1
  }
  const headers = Object.fromEntries(
    values.header.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const { host, ...rest } = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const record = openTrialRecord(process.env, url.host)
  const bodyBytes = Number(process.env['SLUICE_BODY_BYTES'] ?? 0)
  const type = bodyBytes > 0 ? { 'content-type': 'application/octet-stream' } : {}
  const options: autocannon.Options = {
    url: address,
    connections: Number(values.connections),
    duration: seconds(values.duration),
    timeout: seconds(values.timeout),
    // It ends at a multiple of this, in milliseconds; wrk does the same.
    sampleInt: 100,
    headers: { accept: '*/*', ...type, ...rest, ...(host === undefined ? {} : { host }) },
    ...(bodyBytes > 0 && { method: 'POST', body: Buffer.from(generatedBytes(bodyBytes)) }),
    setupClient(client) {
      client.on('request' as 'body', () => record.sent())
      client.on('response', (status, bytes, latencyMs) => record.answered(status, bytes, latencyMs))
      client.on('timeout' as 'body', () => record.timedOut())
      client.on('connError' as 'body', () => record.failed())
    },
  }
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(options, (error) =>
      error === null || error === undefined ? resolve() : reject(new Error(String(error))),
    )
    stop = () => run.stop()
    if (interrupted) stop()
  })
  const { requests, durationUs } = record.finish()
  print(version)
  print(`  ${requests} requests in ${(durationUs / 1_000_000).toFixed(2)}s`)
  return 0
}

process.exit(await main())
