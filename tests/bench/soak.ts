import { plainLoad } from '../../shared/plain-load.ts'
import type { CDPSession } from 'playwright'
import { appendActivity } from '../../electron/engine/store/activities.ts'
import { updateTrial } from '../../electron/engine/store/trials.ts'
import type { Finding } from './bench.ts'
import { openLiveView } from './live-view.ts'

/** An hour of load: 120 trials of 30 s, six for each of five scenarios and four paths. */
const load = {
  ...plainLoad,
  threads: 25,
  connections: 50,
  durationSec: 30,
  rounds: 6,
  leadIn: { kind: 'load', seconds: 1 },
} as const
/** A second of the hour. */
const secondMs = 10
/** What may be kept beyond a tenth of the way: 120 results of 30 seconds are well below one megabyte. */
const mostGrowthMb = 6
const mostNodes = 1.5

/**
 * What the announcements of an hour leave behind in a window that shows them all, told a hundred times as
 * fast as they happen.
 */
export async function soak(): Promise<Finding[]> {
  const { page, run, trials, store, announce, close } = await openLiveView(load, 0)
  try {
    const session = await page.context().newCDPSession(page)
    await session.send('HeapProfiler.enable')
    await session.send('Performance.enable')
    const heapsMb: number[] = []
    const nodes: number[] = []
    for (const [place, trial] of trials.entries()) {
      announce({ name: 'trial.started', data: { runId: run.id, order: trial.order, part: 'lead-in' } })
      announce({ name: 'trial.started', data: { runId: run.id, order: trial.order, part: 'measured' } })
      for (const { offsetMs, requests } of trial.result?.samples ?? []) {
        announce({ name: 'sample.taken', data: { runId: run.id, order: trial.order, offsetMs, requests } })
        await page.waitForTimeout(secondMs)
      }
      updateTrial(store, trial, null)
      announce({ name: 'trial.finished', data: trial })
      const message = `Trial ${trial.order + 1} of ${trials.length} is over`
      const said = appendActivity(store, {
        atMs: Date.now(),
        deploymentId: run.deploymentId,
        runId: run.id,
        level: 'info',
        message,
      })
      announce({ name: 'activity.appended', data: said })
      announce({ name: 'run.changed', data: run })
      if ((place + 1) % (trials.length / 10) !== 0) continue
      heapsMb.push(await heapMb(session))
      nodes.push((await session.send('Memory.getDOMCounters')).nodes)
    }
    await page.getByText(`${trials.length} of ${trials.length} trials finished`).waitFor()
    const [firstMb = Number.NaN] = heapsMb
    const lastMb = heapsMb.at(-1) ?? Number.NaN
    const nodesRatio = Math.max(...nodes.slice(5)) / Math.max(...nodes.slice(0, 5))
    return [
      {
        name: 'an hour of the live view',
        promise:
          `heap after a tenth and at the end at most ${mostGrowthMb} MB apart; no more nodes in ` +
          `its second half than ${mostNodes} times those in its first`,
        holds: lastMb - firstMb <= mostGrowthMb && nodesRatio <= mostNodes,
        figures: {
          firstMb,
          lastMb,
          mostMb: Math.max(...heapsMb),
          nodesRatio,
          nodes: nodes.at(-1) ?? Number.NaN,
        },
      },
    ]
  } finally {
    await close()
  }
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1_000_000
}
