import { useEffect, useState } from 'react'
import type { AnyEvent, EventName } from '../../../shared/events.ts'
import type { Activity } from '../../../shared/activity.ts'
import type { StackStep } from '../../../shared/deployment.ts'
import type { Api } from '../../api/api.ts'
import { useApi } from '../../api/use-api.tsx'

/** What the stacks of a deployment went through, growing while it goes on. */
export function useSteps(deploymentId: string): readonly StackStep[] {
  return useLog(deploymentId, 'stack.progressed', askSteps)
}

/** What happened to a deployment and its runs, as told to a person. */
export function useActivities(deploymentId: string): readonly Activity[] {
  return useLog(deploymentId, 'activity.appended', askActivities)
}

const askSteps = (api: Api, id: string, afterSeq: number): Promise<StackStep[]> =>
  api.call('deployments.steps', { id, afterSeq })
const askActivities = (api: Api, id: string, afterSeq: number): Promise<Activity[]> =>
  api.call('activities.list', { deploymentId: id, afterSeq })

const none: readonly never[] = []
/** Steps come in bursts: one question for all of them. */
const pauseMs = 100
/** After a question that failed. */
const retryMs = 2000

/**
 * An append-only log of a deployment. An announcement only says that there is more: it is asked for from
 * where this page stands, so that what was missed while the window slept comes with it.
 */
function useLog<T extends { seq: number }>(
  deploymentId: string,
  eventName: EventName,
  ask: (api: Api, deploymentId: string, afterSeq: number) => Promise<T[]>,
): readonly T[] {
  const api = useApi()
  const [log, setLog] = useState<readonly T[]>(none)
  useEffect(() => {
    let gone = false
    let lastSeq = 0
    let asking = false
    let askAgain = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (delayMs: number): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        void catchUp()
      }, delayMs)
    }
    const catchUp = async (): Promise<void> => {
      if (asking) {
        askAgain = true
        return
      }
      asking = true
      askAgain = false
      const more = await ask(api, deploymentId, lastSeq).catch(() => null)
      asking = false
      if (gone) return
      if (more === null) return later(retryMs)
      const isFirst = lastSeq === 0
      lastSeq = more.at(-1)?.seq ?? lastSeq
      if (more.length > 0) setLog((before) => (isFirst ? more : [...before, ...more]))
      if (askAgain) later(pauseMs)
    }
    void catchUp()
    const stops = [
      api.onEvent((event) => {
        if (event.name === eventName && isAbout(event, deploymentId)) later(pauseMs)
      }),
      api.onReconnect(() => later(0)),
    ]
    return () => {
      gone = true
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [api, deploymentId, eventName, ask])
  return log
}

function isAbout(event: AnyEvent, deploymentId: string): boolean {
  return 'deploymentId' in event.data && event.data.deploymentId === deploymentId
}
