import { app, type BrowserWindow, dialog, powerMonitor, type MessageBoxOptions } from 'electron'
import { errorMessage } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import type { Log } from '../platform/log.ts'
import type { EngineFollower } from './follow-engine.ts'
import { liveDeployments } from './overview.ts'
import { quitQuestion, type QuitAnswer, type QuitQuestion, teardownState } from './quit-question.ts'
import type { AppWindow } from './window.ts'

interface Parts {
  engine: Engine
  follower: EngineFollower
  window: AppWindow
  log: Log
}

/**
 * Lets Sluice quit only after a person has decided about live deployments and the engine has released
 * them. A signal or the end of the session cannot wait for an answer: then everything stays as it is.
 * @returns a function that guards a new window
 */
export function guardQuitting({ engine, follower, window, log }: Parts): (opened: BrowserWindow) => void {
  let state: 'open' | 'asking' | 'removing' | 'leaving' = 'open'
  const live = () => liveDeployments(follower.overview())

  function leave(): void {
    state = 'leaving'
    app.quit()
  }

  async function ask(question: QuitQuestion): Promise<void> {
    state = 'asking'
    log('info', 'Asked whether to quit', { live: live().map(({ id, phase }) => `${id} ${phase}`) })
    const answer = await showQuestion(window.current(), question)
    log('info', `Answered: ${answer}`)
    // A signal may have arrived in the meantime.
    if (state !== 'asking') return
    if (answer === 'keep') return leave()
    state = answer === 'cancel' ? 'open' : 'removing'
    if (answer === 'tear-down') await tearDown()
    // A page that closed itself took the window with it.
    else if (window.current() === undefined && process.platform !== 'darwin') window.open()
  }

  async function tearDown(): Promise<void> {
    window.open('/deployments')
    const answer = await engine.dispatch('deployments.removeAll', {})
    if (answer.ok) look()
    else if (state === 'removing') reportFailure(answer.error.message)
  }

  function look(): void {
    if (state !== 'removing') return
    const now = teardownState(live())
    if (now === 'over') leave()
    if (now === 'failed') reportFailure('The Deployments page lists what is left. Try again from there.')
  }

  function reportFailure(detail: string): void {
    state = 'open'
    window.open('/deployments')
    void showBox(window.current(), { type: 'warning', message: 'Not everything could be torn down', detail })
  }

  follower.onChange(look)
  app.on('before-quit', (event) => {
    const question = state === 'leaving' ? undefined : quitQuestion(live())
    if (question === undefined) {
      state = 'leaving'
      return
    }
    event.preventDefault()
    if (state !== 'asking') void ask(question)
  })
  closeBeforeEnd(engine, log)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
  powerMonitor.on('shutdown', leave)
  return (opened) => {
    opened.on('session-end', leave)
    opened.on('close', (event) => {
      if (state === 'leaving' || process.platform === 'darwin') return
      // The window stays while the question is open.
      event.preventDefault()
      app.quit()
    })
  }
}

/** Delays the end until the engine has released the work in flight. */
function closeBeforeEnd(engine: Pick<Engine, 'close'>, log: Log): void {
  let closing: Promise<void> | undefined
  app.on('will-quit', (event) => {
    if (closing !== undefined) return
    event.preventDefault()
    closing = engine.close().catch((thrown: unknown) => log('error', errorMessage(thrown)))
    // Only after Electron has processed preventDefault: until then it ignores another quit.
    void closing.then(() => setImmediate(() => app.quit()))
  })
}

async function showQuestion(
  parent: BrowserWindow | undefined,
  { message, detail, choices }: QuitQuestion,
): Promise<QuitAnswer> {
  const index = await showBox(parent, {
    type: 'question',
    title: 'Quit Sluice',
    message,
    detail,
    buttons: choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: choices.findIndex(({ answer }) => answer === 'cancel'),
    noLink: true,
  })
  return choices[index]?.answer ?? 'cancel'
}

async function showBox(parent: BrowserWindow | undefined, options: MessageBoxOptions): Promise<number> {
  const { response } = await (parent === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(parent, options))
  return response
}
