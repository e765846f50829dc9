import { app, clipboard, dialog, Menu, nativeTheme, shell } from 'electron'
import { readFile } from 'node:fs/promises'
import { homedir, release } from 'node:os'
import { join } from 'node:path'
import type { Settings } from '../../shared/settings.ts'
import { quickChoices, untouchedDraft } from '../../shared/quick-choices.ts'
import type { Engine } from '../engine/engine.ts'
import { makePrivateFolder } from '../platform/private-files.ts'
import { appVersion } from '../platform/version.ts'
import { diagnosticsText } from './diagnostics.ts'
import type { EngineFollower } from './follow-engine.ts'
import { menuTemplate, type MenuActions } from './menu-template.ts'
import { liveDeployments } from './overview.ts'
import type { AppWindow } from './window.ts'

interface Parts {
  engine: Pick<Engine, 'dispatch' | 'onEvent'>
  follower: EngineFollower
  window: AppWindow
  dataDir: string
  logFile: string
}

/** Shows the native menu, and keeps it and the native theme in step with the settings. */
export function showMenu(parts: Parts): void {
  const { engine, follower } = parts
  const actions = menuActions(parts)
  let theme: Settings['theme'] = 'system'
  let shown = ''
  const build = (): void => {
    const state = {
      platform: process.platform,
      development: !app.isPackaged,
      theme,
      live: follower.overview().live.size,
    }
    // Replacing a menu closes it while it is open.
    if (shown === JSON.stringify(state)) return
    shown = JSON.stringify(state)
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, actions)))
  }
  const follow = (settings: Settings): void => {
    theme = settings.theme
    nativeTheme.themeSource = theme
    build()
  }
  build()
  follower.onChange(build)
  engine.onEvent(({ name, data }) => {
    if (name === 'settings.changed') follow(data)
  })
  void engine.dispatch('settings.get', {}).then((answer) => answer.ok && follow(answer.value))
}

function menuActions({ engine, follower, window, dataDir, logFile }: Parts): MenuActions {
  const history = () => window.current()?.webContents.navigationHistory
  return {
    show: (route) => window.open(route),
    back: () => history()?.goBack(),
    forward: () => history()?.goForward(),
    print: () => window.current()?.webContents.print(),
    newExperiment: () => void newExperiment(engine, window),
    tearDownAll: () => void tearDownAll(engine, follower, window),
    setTheme: (theme) =>
      void engine
        .dispatch('settings.set', { theme })
        .then((answer) => answer.ok || refused(answer.error.message)),
    openLogs() {
      const folder = join(logFile, '..')
      makePrivateFolder(folder)
      void shell.openPath(folder).then((failure) => failure === '' || refused(failure))
    },
    copyDiagnostics: () => void readFile(logFile, 'utf8').then(copy, () => copy('')),
  }

  function copy(log: string): void {
    const phases = liveDeployments(follower.overview()).map(({ phase }) => phase)
    const platform = `${process.platform} ${process.arch}, ${release()}`
    // Newer versions of Electron return a promise.
    void clipboard.writeText(
      diagnosticsText(
        { appVersion, versions: process.versions, platform, dataDir, home: homedir(), phases },
        log,
      ),
    )
  }
}

/** Opens the draft that Home's first card starts with; one that was left untouched is used again. */
async function newExperiment({ dispatch }: Pick<Engine, 'dispatch'>, window: AppWindow): Promise<void> {
  const [experiments, scenarios, deployments] = await Promise.all([
    dispatch('experiments.list', {}),
    dispatch('scenarios.list', {}),
    dispatch('deployments.list', {}),
  ])
  const experiment = experiments.ok ? experiments.value[0] : undefined
  if (experiment === undefined || !scenarios.ok || !deployments.ok) return window.open('/')
  const choices = quickChoices(experiment, scenarios.value)
  const untouched = untouchedDraft(deployments.value, choices)
  if (untouched !== undefined) return window.open(`/plan/${untouched.id}/question`)
  const draft = await dispatch('deployments.plan', choices)
  if (draft.ok) window.open(`/plan/${draft.value.id}/question`)
  else refused(draft.error.message)
}

/** Asks for confirmation first: a menu has no place for an undo. */
async function tearDownAll(
  { dispatch }: Pick<Engine, 'dispatch'>,
  follower: EngineFollower,
  window: AppWindow,
): Promise<void> {
  window.open('/deployments')
  const parent = window.current()
  if (parent === undefined) return
  const live = liveDeployments(follower.overview())
  const which = live.length === 1 ? 'the live deployment' : `all ${live.length} live deployments`
  const { response } = await dialog.showMessageBox(parent, {
    type: 'question',
    message: `Tear down ${which}?`,
    detail: live.some(({ phase }) => phase === 'measuring')
      ? 'A run is in progress. It ends with the trials that have finished.'
      : '',
    buttons: ['Tear down', 'Cancel'],
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return
  const answer = await dispatch('deployments.removeAll', {})
  if (!answer.ok) refused(answer.error.message)
}

/** Does not use showErrorBox, which blocks the main process until it is closed. */
function refused(message: string): void {
  void dialog.showMessageBox({
    type: 'warning',
    title: 'Sluice',
    message: 'The action failed',
    detail: message,
  })
}
