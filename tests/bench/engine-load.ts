import type { Finding } from './bench.ts'
import { deployOnPractice } from './practice-deployment.ts'

/**
 * The share of one core that the engine itself uses while trials run: it must not disturb what it measures.
 */
export async function engineLoad(): Promise<Finding[]> {
  const deployment = await deployOnPractice(['elb'])
  try {
    const before = process.cpuUsage()
    const startedMs = performance.now()
    await deployment.measure({
      threads: 25,
      connections: 50,
      durationSec: 10,
      rounds: 1,
      leadIn: { kind: 'load', seconds: 0 },
    })
    const used = process.cpuUsage(before)
    const share = (used.user + used.system) / 1000 / (performance.now() - startedMs)
    return [
      {
        name: 'load of the engine',
        promise: 'below 5 % of one core while a trial runs',
        holds: share < 0.05,
        figures: { share },
      },
    ]
  } finally {
    await deployment.remove()
  }
}
