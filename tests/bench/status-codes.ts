import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { estimate } from '../../shared/statistics/interval.ts'
import type { Finding } from './bench.ts'
import { deployOnPractice, loopbackPort } from './practice-deployment.ts'

const script = join(import.meta.dirname, '../../templates/load/trial.lua')
const pairs = 20

/**
 * What counting status codes costs wrk: the same load on one nginx with and without a `response()`,
 * in alternating pairs. Only under 2 % might every trial count them.
 */
export async function statusCodes(): Promise<Finding[]> {
  const deployment = await deployOnPractice(['elb'])
  try {
    const url = `http://127.0.0.1:${loopbackPort(deployment.dataDir, /^10\./, 80)}/`
    // Logarithms of ratios, pair by pair.
    const rates: number[] = []
    const cpu: number[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      const first = await drive(url, pair % 2 === 0)
      const second = await drive(url, pair % 2 !== 0)
      const [counting, plain] = pair % 2 === 0 ? [first, second] : [second, first]
      rates.push(Math.log(counting.ratePerSec / plain.ratePerSec))
      cpu.push(Math.log(counting.cpuPerRequestUs / plain.cpuPerRequestUs))
    }
    const [rate, ownCpu] = [estimate(rates, 0.1), estimate(cpu, 0.1)]
    return [
      {
        name: 'counting status codes',
        promise: `costs over 2 % of wrk's CPU time, so that only a diagnosis does it, ${pairs} pairs of 2 s`,
        holds: figureOf(ownCpu.low) > 1.02,
        figures: {
          rateRatio: figureOf(rate.point),
          rateLow: figureOf(rate.low),
          rateHigh: figureOf(rate.high),
          cpuRatio: figureOf(ownCpu.point),
          cpuLow: figureOf(ownCpu.low),
          cpuHigh: figureOf(ownCpu.high),
        },
      },
    ]
  } finally {
    await deployment.remove()
  }
}

function figureOf(value: number | null): number {
  return value ?? Number.NaN
}

async function drive(
  url: string,
  counting: boolean,
): Promise<{ ratePerSec: number; cpuPerRequestUs: number }> {
  const command = `wrk -t 2 -c 50 -d 2s --timeout 65s --latency -s '${script}' '${url}' && times`
  const child = spawn('sh', ['-c', command], {
    env: { PATH: process.env['PATH'] ?? '', ...(counting ? { SLUICE_CODES: '1' } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  )
  const requests = Number(/(\d+) requests in/.exec(output)?.[1])
  const ratePerSec = Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1])
  // The last line of `times` is that of the shell's children, user time first: `0m1.23s 0m4.56s`. What the
  // kernel does for the sockets is the same either way, and hides the difference.
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s/.exec(output.trim().split('\n').at(-1) ?? '') ?? []
  const cpuSec = Number(minutes) * 60 + Number(seconds)
  if (code !== 0 || !(ratePerSec > 0) || !(cpuSec > 0)) throw new Error(`wrk failed: ${output}`)
  return { ratePerSec, cpuPerRequestUs: (cpuSec / requests) * 1_000_000 }
}
