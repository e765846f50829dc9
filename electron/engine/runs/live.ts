import type { AnyEvent } from '../../../shared/events.ts'
import type { LiveTrial } from '../../../shared/live-trial.ts'

/** Remembers what the running trials have shown, for windows that open or reload in the middle of one. */
export interface LiveTrials {
  onEvent(event: AnyEvent): void
  of(runId: string): LiveTrial | null
  /** The machine falls asleep: every trial that runs now has slept. */
  sleep(): void
  hasSlept(runId: string, order: number): boolean
}

export function createLiveTrials(): LiveTrials {
  const trials = new Map<string, LiveTrial>()
  const slept = new Set<string>()
  return {
    sleep() {
      for (const [runId, { order }] of trials) slept.add(`${runId} ${order}`)
    },
    hasSlept: (runId, order) => slept.has(`${runId} ${order}`),
    of: (runId) => trials.get(runId) ?? null,
    onEvent(event) {
      if (event.name === 'trial.started') {
        const { runId, order, part } = event.data
        trials.set(runId, { order, part, startedAtMs: Date.now(), samples: [] })
      }
      if (event.name === 'sample.taken') {
        const { runId, order, offsetMs, requests } = event.data
        const trial = trials.get(runId)
        // The last second of a trial may be told when the next one runs already.
        if (trial?.order === order) trial.samples.push({ offsetMs, requests })
      }
      if (event.name === 'run.changed' && event.data.status !== 'running') trials.delete(event.data.id)
    },
  }
}
