import { useEffect, useState } from 'react'
import type { LiveTrial } from '../../../shared/live-trial.ts'
import type { Trial } from '../../../shared/run.ts'
import { useApi } from '../../api/use-api.tsx'
import { afterEvent, caughtUp } from './live-trial.ts'

export interface LiveRun {
  /** All of the run, in the order of the schedule; empty until they were asked for. */
  trials: readonly Trial[]
  /** Null while none runs, or while another process drives the run. */
  live: LiveTrial | null
}

/**
 * A run while it goes on: asked for once, kept up to date by announcements, asked for again after a lost
 * connection.
 */
export function useLiveRun(runId: string): LiveRun {
  const api = useApi()
  const [trials, setTrials] = useState<readonly Trial[]>([])
  const [live, setLive] = useState<LiveTrial | null>(null)
  useEffect(() => {
    let gone = false
    const catchUp = async (): Promise<void> => {
      const [asked, liveNow] = await Promise.all([
        api.call('runs.get', { id: runId }).catch(() => null),
        api.call('runs.live', { id: runId }).catch(() => null),
      ])
      if (gone) return
      // What was announced while the question was on its way is newer than its answer.
      if (asked !== null)
        setTrials((heard) =>
          asked.trials.map(
            (trial) => heard.find((one) => isEnded(one) && one.order === trial.order) ?? trial,
          ),
        )
      setLive((heard) => caughtUp(liveNow, heard))
    }
    const stops = [
      api.onEvent((event) => {
        if (event.name === 'trial.finished' && event.data.runId === runId) {
          const finished = event.data
          setTrials((before) =>
            before.some(({ order }) => order === finished.order)
              ? before.map((trial) => (trial.order === finished.order ? finished : trial))
              : [...before, finished],
          )
        }
        setLive((before) => afterEvent(before, runId, event, Date.now()))
      }),
      api.onReconnect(() => void catchUp()),
    ]
    void catchUp()
    return () => {
      gone = true
      for (const stop of stops) stop()
    }
  }, [api, runId])
  return { trials, live }
}

function isEnded({ status }: Trial): boolean {
  return status !== 'pending'
}
