import { type BrowserWindow, Notification, powerMonitor, powerSaveBlocker } from 'electron'
import type { Known } from '../../shared/run-name.ts'
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
  const known: Known = { experiments: [], scenarios: [] }
  void learn(engine, known)
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
      known,
      ended.get(data.id),
    )
    if (notice !== undefined) notify(notice.title, notice.body, `/deployments/${data.id}`)
  })
  stayAwake(engine, follower, log)
  return showProgress
}

/** Reads the experiments and scenarios, which notifications name. They do not change while Sluice runs. */
async function learn({ dispatch }: Pick<Engine, 'dispatch'>, known: Known): Promise<void> {
  const [experiments, scenarios] = await Promise.all([
    dispatch('experiments.list', {}),
    dispatch('scenarios.list', {}),
  ])
  if (experiments.ok) known.experiments = experiments.value
  if (scenarios.ok) known.scenarios = scenarios.value
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
