import { type BrowserWindow, Notification, powerMonitor, powerSaveBlocker } from 'electron'
import type { Engine } from '../engine/engine.ts'
import type { Log } from '../platform/log.ts'
import type { EngineFollower } from './follow-engine.ts'
import { isBusy, isMeasuring } from './overview.ts'
import { stepNotice } from './step-notice.ts'
import { taskProgress } from './task-progress.ts'
import type { AppWindow } from './window.ts'

/**
 * Shows outside of the window what goes on in it: progress in task bar and Dock, a notification when a long
 * step has ended unseen; and keeps the machine awake meanwhile.
 * @returns shows the progress on a window that was opened
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
    // Held on to until it is gone: one that is collected is never clicked.
    shown.add(notification)
    notification.on('click', () => window.open(route))
    notification.on('close', () => shown.delete(notification))
    notification.show()
  }
  const showProgress = (on: BrowserWindow | undefined): void => {
    const { value, mode } = taskProgress(follower.overview())
    on?.setProgressBar(value, { mode })
  }
  follower.onChange((_now, before, event) => {
    showProgress(window.current())
    if (event?.name !== 'deployment.changed') return
    const { data } = event
    const notice = stepNotice(
      before.live.get(data.id),
      data,
      Date.now(),
      window.current()?.isFocused() ?? false,
    )
    if (notice !== undefined) notify(notice.title, notice.body, `/deployments/${data.id}`)
  })
  stayAwake(engine, follower, log)
  return showProgress
}

/**
 * Keeps the system, not the screen, from falling asleep over work in flight. A lid that is shut wins: a
 * trial that runs then is not ranked.
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
