import type { Page } from 'playwright'
import { createDeployments } from '../../electron/engine/store/deployments.ts'
import { createRuns } from '../../electron/engine/store/runs.ts'
import type { Load } from '../../shared/experiment.ts'
import type { Run, Trial } from '../../shared/run.ts'
import { exampleDeployment, exampleRun, exampleTrials } from './examples.ts'
import { servePages, type ServedPages } from './served-pages.ts'

/**
 * The deploy-and-measure view in a window, on a run that is under way; what it shows is announced by the
 * benchmark.
 */
export interface LiveView extends ServedPages {
  page: Page
  run: Run
  /** The whole schedule, each trial with what it will have come to. */
  trials: Trial[]
}

/** @param finished how many trials are over when the window opens */
export async function openLiveView(load: Load, finished: number): Promise<LiveView> {
  const run = exampleRun('bench-run', load, Date.now())
  const trials = exampleTrials(run)
  const pages = await servePages((store) => {
    createDeployments(store, () => {}).add(exampleDeployment('bench', load, 'measuring'))
    const runs = createRuns(store, () => {})
    runs.add(run, trials)
    for (const trial of trials.slice(0, finished)) runs.recordTrial(trial, null)
  })
  const page = await pages.newWindow()
  await page.goto(pages.address)
  await page.getByRole('link', { name: /1\s+live/ }).click()
  await page.getByText(`trial ${finished + 1} of ${trials.length}`).waitFor()
  return { ...pages, page, run, trials }
}
