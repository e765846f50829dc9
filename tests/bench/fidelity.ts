import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { estimate, type Estimate } from '../../shared/statistics/interval.ts'
import type { Finding } from './bench.ts'
import { deployOnPractice, loopbackPort } from './practice-deployment.ts'

const load = {
  threads: 25,
  connections: 50,
  durationSec: 2,
  rounds: 1,
  leadIn: { kind: 'load', seconds: 0 },
} as const
const pairs = 10
/** Clock ticks of /proc/PID/stat in a second, as on every Linux for x86_64 and arm64. */
const ticksPerSec = 100

/**
 * A trial driven by Sluice against the same wrk command by hand, in alternating pairs on one endpoint.
 * Where the origin's latency bounds the throughput the two must agree; where the machine is saturated
 * identical commands differ by more than Sluice could, so that is information.
 */
export async function fidelity(): Promise<Finding[]> {
  const bound = await pairUp({ originDelayMs: 50 })
  const interval = ninety(bound.ratios)
  const saturated = await pairUp({})
  const busy = ninety(saturated.ratios)
  return [
    {
      name: 'fidelity, latency-bound origin',
      promise: `90 % interval of the ratio Sluice / by hand inside 0.97-1.03, ${pairs} pairs of 2 s`,
      holds: interval.low >= 0.97 && interval.high <= 1.03,
      figures: { ratio: interval.ratio, low: interval.low, high: interval.high },
    },
    {
      name: 'fidelity, saturated machine',
      promise: 'identical hand commands differ by 13 % here',
      holds: null,
      figures: {
        ratio: busy.ratio,
        low: busy.low,
        high: busy.high,
        cpuPerRequestRatio: ninety(saturated.cpuRatios).ratio,
      },
    },
  ]
}

async function pairUp(faults: Record<string, unknown>): Promise<{ ratios: number[]; cpuRatios: number[] }> {
  const deployment = await deployOnPractice(['elb'], faults)
  try {
    const port = loopbackPort(deployment.dataDir, /\.elb\./, 80)
    const ratios: number[] = []
    const cpuRatios: number[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      const sluice = async () => {
        let ticks = 0
        const reading = setInterval(() => (ticks = cpuTicks(pidOfOwnWrk(deployment.dataDir)) ?? ticks), 200)
        const { trials } = await deployment.measure(load).finally(() => clearInterval(reading))
        const result = trials[0]?.result
        if (!result) throw new Error(`The trial failed: ${trials[0]?.reason}`)
        return { ratePerSec: result.goodRatePerSec, cpuPerRequestUs: perRequestUs(ticks, result.requests) }
      }
      const hand = () => wrkByHand(port)
      // Each goes first every other time, so that drift cannot favour either.
      const [ours, theirs] =
        pair % 2 === 0
          ? [await sluice(), await hand()]
          : await hand().then(async (first) => [await sluice(), first] as const)
      ratios.push(ours.ratePerSec / theirs.ratePerSec)
      cpuRatios.push(ours.cpuPerRequestUs / theirs.cpuPerRequestUs)
    }
    return { ratios, cpuRatios }
  } finally {
    await deployment.remove()
  }
}

/** What a person would type, with the flags of a trial. */
async function wrkByHand(port: number): Promise<{ ratePerSec: number; cpuPerRequestUs: number }> {
  const child = spawn('wrk', [
    '-t',
    '25',
    '-c',
    '50',
    '-d',
    '2s',
    '--timeout',
    '65s',
    '--latency',
    '-H',
    'Accept: */*',
    `http://127.0.0.1:${port}/`,
  ])
  let output = ''
  let ticks = 0
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const reading = setInterval(() => (ticks = cpuTicks(child.pid) ?? ticks), 50)
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  )
  clearInterval(reading)
  const requests = Number(/(\d+) requests in/.exec(output)?.[1])
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1])
  if (code !== 0 || !(rate > 0) || output.includes('Non-2xx'))
    throw new Error(`wrk by hand failed: ${output}`)
  return { ratePerSec: rate, cpuPerRequestUs: perRequestUs(ticks, requests) }
}

function perRequestUs(ticks: number, requests: number): number {
  return (ticks / ticksPerSec / requests) * 1_000_000
}

/** The wrk that the runner has recorded on the load generator, while there is one. */
function pidOfOwnWrk(dataDir: string): number | undefined {
  const instances = join(dataDir, 'practice', 'instances')
  const file = readdirSync(instances, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('wrk.pid'),
  )
  return file === undefined ? undefined : Number(readFileSync(join(instances, file), 'utf8'))
}

function cpuTicks(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  } catch {
    return undefined
  }
}

/** The geometric mean of some ratios with its 90 % interval. */
function ninety(ratios: readonly number[]): { ratio: number; low: number; high: number } {
  const { point, low, high }: Estimate = estimate(ratios.map(Math.log), 0.1)
  return { ratio: point ?? Number.NaN, low: low ?? Number.NaN, high: high ?? Number.NaN }
}
