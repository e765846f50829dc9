import { z } from 'zod'
import { accountTitle, placeTitle } from './account-name.ts'
import type { Experiment } from './experiment.ts'
import { runSchema } from './run.ts'
import { runName } from './run-name.ts'

/** Which saved runs are wanted: those that hold every word, of one experiment, in one account. */
export const runFilterSchema = z.strictObject({
  text: z.string().max(1_000),
  /** Empty: all. */
  experimentId: z.string(),
  /** As `accountTitle` writes it; empty: all. */
  account: z.string(),
})

/** The newest of the saved runs that a filter leaves. */
export const foundRunsSchema = z.strictObject({
  /** Newest first, as many as were asked for. */
  runs: z.array(runSchema),
  /** How many the filter leaves. */
  found: z.int(),
  /** How many are saved. */
  saved: z.int(),
  /** The titles of all accounts that occur, those of the newest runs first. */
  accounts: z.array(z.string()),
})

/** What a search looks through. */
export const searchedRunSchema = runSchema.pick({
  id: true,
  experimentId: true,
  account: true,
  endpoint: true,
  region: true,
  scenarios: true,
  paths: true,
  title: true,
  notes: true,
  tags: true,
  startedAtMs: true,
  imported: true,
})

export type RunFilter = z.infer<typeof runFilterSchema>
export type FoundRuns = z.infer<typeof foundRunsSchema>
type SearchedRun = z.infer<typeof searchedRunSchema>

/** A run as a filter sees it. */
export interface Searchable {
  experimentId: string
  accountTitle: string
  /** What `searchedText` says of it. Asked for only where a filter has words. */
  text: () => string
}

/** Dates as a person may type them, in the order of either side of the Atlantic. */
const dates = ['en-GB', 'en-US'].map(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
)

/** All that can be found of a run, in small letters. */
export function searchedText(run: SearchedRun, experiments: readonly Experiment[]): string {
  const experiment = experiments.find(({ id }) => id === run.experimentId)
  return [
    runName(run, experiment, null),
    experiment?.title ?? run.experimentId,
    run.id,
    run.notes,
    ...run.tags,
    ...run.scenarios.map(({ title }) => title),
    ...run.paths,
    placeTitle(run),
    run.region,
    ...dates.map((date) => date.format(run.startedAtMs)),
  ]
    .join('\n')
    .toLowerCase()
}

/** Those that a filter leaves, in the order in which they came. */
export function filterRuns<T extends Searchable>(all: readonly T[], filter: RunFilter): T[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return all.filter(
    ({ experimentId, accountTitle: title, text }) =>
      (filter.experimentId === '' || experimentId === filter.experimentId) &&
      (filter.account === '' || title === filter.account) &&
      words.every((word) => text().includes(word)),
  )
}

/** A run, to be filtered; its text is put together on first use, and once only. */
export function searchable(run: SearchedRun, experiments: readonly Experiment[]): Searchable {
  let text: string | undefined
  return {
    experimentId: run.experimentId,
    accountTitle: accountTitle(run.account),
    text: () => (text ??= searchedText(run, experiments)),
  }
}
