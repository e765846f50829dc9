import { plainLoad } from '../../shared/plain-load.ts'
import type { Finding } from './bench.ts'
import { openLiveView } from './live-view.ts'
import { median, meterOf } from './served-pages.ts'

const load = {
  ...plainLoad,
  threads: 25,
  connections: 50,
  durationSec: 60,
  rounds: 1,
  leadIn: { kind: 'one-request' },
} as const
const windowMs = 150

/**
 * What one second of a running trial costs the window, late in the 2017 experiment, when the most is drawn.
 * Windows with a tick and without take turns: what the window does anyway (its clock, its moving arrows) is
 * taken off.
 */
export async function liveTick(): Promise<Finding[]> {
  const finished = 18
  const { page, run, trials, announce, close } = await openLiveView(load, finished)
  try {
    const meter = await meterOf(page)
    announce({ name: 'trial.started', data: { runId: run.id, order: finished, part: 'measured' } })
    const samples = trials[finished]?.result?.samples ?? []
    const ticks: number[] = []
    const idle: number[] = []
    for (const { offsetMs, requests } of samples) {
      idle.push(await meter.during(() => undefined, windowMs))
      ticks.push(
        await meter.during(
          () =>
            announce({ name: 'sample.taken', data: { runId: run.id, order: finished, offsetMs, requests } }),
          windowMs,
        ),
      )
    }
    // A line of the trial that runs now, as long as what was announced: otherwise nothing was measured.
    const drawn = (await page.locator('.live-chart polyline').last().getAttribute('points'))?.split(
      ' ',
    ).length
    if (drawn !== samples.length) throw new Error(`The live view shows ${drawn} of ${samples.length} ticks.`)
    const idleMs = median(idle)
    const tickMs = median(ticks) - idleMs
    return [
      {
        name: 'a live tick',
        promise: `main thread of the window at most 16 ms at the median of ${ticks.length}`,
        holds: tickMs <= 16,
        figures: { tickMs, worstMs: Math.max(...ticks) - idleMs, idleMs },
      },
    ]
  } finally {
    await close()
  }
}
