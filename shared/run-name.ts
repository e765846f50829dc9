import { placeName, type Place } from './account-name.ts'
import type { Deployment } from './deployment.ts'
import type { Experiment } from './experiment.ts'
import { roundsText } from './load-text.ts'
import { moment } from './moment.ts'
import type { Run } from './run.ts'
import { isSameData } from './same-data.ts'

type Named = Pick<Run, 'title' | 'scenarios' | 'startedAtMs'> & Place

/**
 * What a run is called: the name that a person gave it, else what it compared, where and when, such as
 * `Load balancer, 3 Lambda sizes, HTTP proxy · practice · today 14:32`.
 * @param nowMs for `today` and `yesterday`; null for a text that is read later, which has the date then
 */
export function runName(run: Named, experiment: Experiment | undefined, nowMs: number | null): string {
  return run.title ?? measuredName(run, experiment, nowMs)
}

/** The name of a run as long as nobody gives it another: see `runName`. */
export function measuredName(
  run: Omit<Named, 'title'>,
  experiment: Experiment | undefined,
  nowMs: number | null,
): string {
  return [comparedName(run.scenarios, experiment), placeName(run), moment(run.startedAtMs, nowMs)].join(' · ')
}

/** A name with more scenarios than this is not read any more. */
const mostNamed = 4

/**
 * What is compared: the scenarios by title, several of one family together; the title of the experiment for
 * many, where they are those that it compares unless told otherwise.
 */
export function comparedName(
  scenarios: readonly { id: string; title: string }[],
  experiment: Experiment | undefined,
): string {
  const named = scenarios.map(({ id, title }) => {
    const family = experiment?.families.find((one) => one.scenarios.includes(id))
    const chosen = family === undefined ? [] : scenarios.filter((one) => family.scenarios.includes(one.id))
    return family === undefined || chosen.length < 2 ? title : `${chosen.length} ${family.members}`
  })
  const names = [...new Set(named)]
  const ids = scenarios.map(({ id }) => id)
  const isWhole = experiment !== undefined && isSameData(ids.toSorted(), experiment.scenarios.toSorted())
  return names.length > mostNamed && isWhole ? experiment.title : names.join(', ')
}

/** The experiments and scenarios that this version knows. */
export interface Known {
  experiments: readonly Experiment[]
  scenarios: readonly { id: string; title: string }[]
}

/**
 * What a deployment is called: what its scenarios compare. Titles of unknown ones are their ids. One that a
 * sweep has found may tell of its experiment only, or of nothing.
 */
export function deploymentName(
  deployment: Pick<Deployment, 'scenarios' | 'experimentId' | 'provenance'>,
  known: Known,
): string {
  const { scenarios, experimentId, provenance } = deployment
  const experiment = known.experiments.find(({ id }) => id === experimentId)
  const titled = scenarios.map((id) => ({
    id,
    title: known.scenarios.find((one) => one.id === id)?.title ?? id,
  }))
  if (titled.length > 0) return comparedName(titled, experiment)
  return provenance === 'made' ? 'No scenario chosen' : (experiment?.title ?? 'Found in the account')
}

/**
 * Where a figure of the run comes from, in one line for what leaves the screen: a printed page, a copied
 * chart. Says what the figures are of where that is not AWS.
 */
export function provenanceOf(
  run: Named & Pick<Run, 'id' | 'load'>,
  experiment: Experiment | undefined,
): string {
  const isOwnPractice = run.account.kind === 'practice' && run.imported == null
  const where = isOwnPractice ? 'practice account: loopback' : placeName(run)
  const rounds = run.account.kind === 'elsewhere' ? 'imported' : roundsText(run.load)
  return [
    `Sluice: ${comparedName(run.scenarios, experiment)}`,
    where,
    moment(run.startedAtMs, null),
    rounds,
    `run ${run.id}`,
  ].join(' · ')
}
