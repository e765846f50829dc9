import type { AnyEvent, LiveTrial } from '../../shared/contract.ts'

/** Remembers what the running trials have shown, for windows that open or reload in the middle of one. */
export interface LiveTrials {
  onEvent(event: AnyEvent): void
  of(runId: string): LiveTrial | null
}

export function createLiveTrials(): LiveTrials {
  const trials = new Map<string, LiveTrial>()
  return {
    of: (runId) => trials.get(runId) ?? null,
    onEvent(event) {
      if (event.name === 'trial.started') {
        const { runId, order, part } = event.data
        trials.set(runId, { order, part, startedAtMs: Date.now(), samples: [] })
      }
      if (event.name === 'sample.taken') {
        const { runId, offsetMs, requests } = event.data
        trials.get(runId)?.samples.push({ offsetMs, requests })
      }
      if (event.name === 'run.changed' && event.data.status !== 'running') trials.delete(event.data.id)
    },
  }
}
