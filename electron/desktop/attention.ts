import { type BrowserWindow, Notification, powerMonitor, powerSaveBlocker } from 'electron'
import type { Run } from '../../shared/run.ts'
import type { Engine } from '../engine/engine.ts'
import type { Log } from '../platform/log.ts'
import type { EngineFollower } from './follow-engine.ts'
import { isBusy, isMeasuring } from './overview.ts'
import { stepNotice } from './step-notice.ts'
import { taskProgress } from './task-progress.ts'
import type { AppWindow } from './window.ts'

/**
 * Shows progress outside of the window: in the task bar or Dock, and as a notification when a long step
 * ended in the background. Keeps the machine awake while work is in flight.
 * @returns a function that shows the progress on a new window
 */
export function drawAttention(
  engine: Engine,
  follower: EngineFollower,
  window: AppWindow,
  log: Log,
): (opened: BrowserWindow) => void {
  const shown = new Set<Notification>()
  const notify = (title: string, body: string, route: string): void => {
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    // Referenced until it is closed: a garbage-collected notification never reports its click.
    shown.add(notification)
    notification.on('click', () => window.open(route))
    notification.on('close', () => shown.delete(notification))
    notification.show()
  }
  const showProgress = (on: BrowserWindow | undefined): void => {
    const { value, mode } = taskProgress(follower.overview())
    on?.setProgressBar(value, { mode })
  }
  const ended = new Map<string, Run>()
  follower.onChange((_now, before, event) => {
    showProgress(window.current())
    if (event?.name === 'run.changed' && event.data.status !== 'running')
      ended.set(event.data.deploymentId, event.data)
    if (event?.name !== 'deployment.changed') return
    const { data } = event
    const notice = stepNotice(
      before.live.get(data.id),
      data,
      Date.now(),
      window.current()?.isFocused() ?? false,
      ended.get(data.id),
    )
    if (notice !== undefined) notify(notice.title, notice.body, `/deployments/${data.id}`)
  })
  stayAwake(engine, follower, log)
  return showProgress
}

/**
 * Keeps the system (not the screen) awake while work is in flight. Closing the lid still puts it to sleep;
 * a trial that runs then is not ranked.
 */
function stayAwake(engine: Engine, follower: EngineFollower, log: Log): void {
  let blocker: number | undefined
  follower.onChange((now) => {
    if (isBusy(now) === (blocker !== undefined)) return
    if (blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension')
    else {
      powerSaveBlocker.stop(blocker)
      blocker = undefined
    }
  })
  powerMonitor.on('suspend', () => {
    engine.sleep()
    log('warn', 'The machine falls asleep', { measuring: isMeasuring(follower.overview()) })
  })
  powerMonitor.on('resume', () =>
    log('warn', 'The machine is awake again', { measuring: isMeasuring(follower.overview()) }),
  )
}
