import type { Finding } from './bench.ts'
import { deployOnPractice } from './practice-deployment.ts'

/**
 * What the measuring phase takes besides the load itself: the check that every scenario answers, uploading,
 * starting, fetching, and what lies between trials.
 */
export async function overhead(): Promise<Finding[]> {
  const load = {
    threads: 25,
    connections: 50,
    durationSec: 5,
    rounds: 2,
    leadIn: { kind: 'load', seconds: 3 },
  } as const
  const deployment = await deployOnPractice(['elb'])
  try {
    const { run, trials } = await deployment.measure(load, ['/', '/child/random.txt'])
    const wallMs = (run.finishedAtMs ?? Number.NaN) - run.startedAtMs
    const loadMs = trials.length * (load.durationSec + load.leadIn.seconds) * 1000
    return [
      {
        name: 'overhead of the measuring phase',
        promise: 'wall time at most 1.25 of lead-ins and trials, four trials of 5 s',
        holds: wallMs / loadMs <= 1.25,
        figures: { ratio: wallMs / loadMs, wallMs, loadMs },
      },
    ]
  } finally {
    await deployment.remove()
  }
}
