import type { EngineContext } from './engine-context.ts'
import { latestActivity, listActivities } from './store/activities.ts'
import { dataVersion } from './store/open.ts'

/**
 * How often to look whether another process has written. One pragma; nothing is read while nothing has
 * changed.
 */
const watchMs = 500
/** Runs that may change while a window looks: those that go, and those that a person has just made. */
const newestRuns = 20

/**
 * Announces what other processes on the same data folder write: their activities once each, and the
 * deployments and runs that changed.
 * @param announced numbers of the activities that this process has announced; emptied at each look
 * @returns stops it
 */
export function watchOthers(context: EngineContext, announced: Set<number>): () => void {
  const seen = new Map<string, string>()
  const news = (key: string, value: unknown): boolean => {
    const text = JSON.stringify(value)
    if (seen.get(key) === text) return false
    seen.set(key, text)
    return true
  }
  const look = (announce: boolean) => {
    for (const deployment of context.deployments.list()) {
      if (news(deployment.id, deployment) && announce) context.announce('deployment.changed', deployment)
    }
    for (const run of context.runs.listNewest(newestRuns)) {
      if (news(run.id, run) && announce) context.announce('run.changed', run)
    }
    // Numbers of this process and of others mix: only what was not announced here is news.
    const fresh = listActivities(context.store, seenSeq).filter(({ seq }) => !announced.has(seq))
    seenSeq = Math.max(seenSeq, latestActivity(context.store))
    for (const activity of fresh) context.announce('activity.appended', activity)
    announced.clear()
  }
  let seenSeq = latestActivity(context.store)
  look(false)
  let version = dataVersion(context.store)
  const lookIfChanged = (): void => {
    const current = dataVersion(context.store)
    if (current === version) return
    version = current
    look(true)
  }
  const timer = setInterval(() => context.guarded(lookIfChanged), watchMs)
  timer.unref()
  return () => clearInterval(timer)
}
