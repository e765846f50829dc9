import { accountTitle, placeTitle } from '../../../shared/account-name.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import { runName } from '../../../shared/run-name.ts'
import { dateTime } from '../../ui/format.ts'

/** A run with the words that a search looks through. They are put together on first use, and once only. */
export interface SearchableRun {
  run: Run
  words: () => string
}

export interface RunFilter {
  text: string
  /** Empty: all. */
  experimentId: string
  /** As `accountTitle` writes it; empty: all. */
  account: string
}

export function searchable(runs: readonly Run[], experiments: readonly Experiment[]): SearchableRun[] {
  return runs.map((run) => {
    let known: string | undefined
    return { run, words: () => (known ??= wordsOf(run, experiments)) }
  })
}

function wordsOf(run: Run, experiments: readonly Experiment[]): string {
  return [
    runName(
      run,
      experiments.find(({ id }) => id === run.experimentId),
      null,
    ),
    experimentTitle(experiments, run.experimentId),
    run.id,
    run.notes,
    ...run.tags,
    ...run.scenarios.map(({ title }) => title),
    ...run.paths,
    placeTitle(run),
    run.region,
    dateTime(run.startedAtMs),
  ]
    .join('\n')
    .toLowerCase()
}

/** The runs that hold every word of the text, in the order in which they came. */
export function findRuns(all: readonly SearchableRun[], filter: RunFilter): Run[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return all
    .filter(
      ({ run, words: text }) =>
        (filter.experimentId === '' || run.experimentId === filter.experimentId) &&
        (filter.account === '' || accountTitle(run.account) === filter.account) &&
        words.every((word) => text().includes(word)),
    )
    .map(({ run }) => run)
}

/** The title of an experiment; its id where the experiment no longer exists. */
function experimentTitle(experiments: readonly Experiment[], id: string): string {
  return experiments.find((experiment) => experiment.id === id)?.title ?? id
}
