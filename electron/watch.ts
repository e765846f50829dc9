import type { Desk } from './desk.ts'
import { listActivities } from './store/activities.ts'
import { listDeployments } from './store/deployments.ts'
import { dataVersion } from './store/open.ts'
import { listRuns } from './store/runs.ts'

/** How often to look whether another process has written. One pragma; nothing is read while nothing has changed. */
const watchMs = 500

/**
 * Announces what other processes on the same data folder write: their activities once each, and the deployments and runs that changed.
 * @returns stops it
 */
export function watchOthers(desk: Desk, announcedSeq: () => number): () => void {
  const seen = new Map<string, string>()
  const news = (key: string, value: unknown): boolean => {
    const text = JSON.stringify(value)
    if (seen.get(key) === text) return false
    seen.set(key, text)
    return true
  }
  const look = (announce: boolean) => {
    for (const deployment of listDeployments(desk.store)) {
      if (news(deployment.id, deployment) && announce) desk.announce('deployment.changed', deployment)
    }
    for (const run of listRuns(desk.store)) {
      if (news(run.id, run) && announce) desk.announce('run.changed', run)
    }
    if (announce) for (const activity of listActivities(desk.store, announcedSeq())) desk.announce('activity.appended', activity)
  }
  look(false)
  let version = dataVersion(desk.store)
  const timer = setInterval(() => {
    const current = dataVersion(desk.store)
    if (current === version) return
    version = current
    look(true)
  }, watchMs)
  timer.unref()
  return () => clearInterval(timer)
}
