import { knownScenarios } from '../../../shared/elsewhere.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import type { Run } from '../../../shared/run.ts'
import type { EngineContext } from '../engine-context.ts'
import type { RecordedRun, Stated } from '../reports/export-format.ts'
import { exportFormats } from '../reports/format-list.ts'
import { findPriceTable } from '../store/price-tables.ts'
import { readRequirements } from '../store/requirements.ts'
import type { Handlers } from './handlers.ts'

type Names = 'runs.formats' | 'runs.export' | 'runs.charts'

/** Runs as files. @param own finds a run that was measured here */
export function exportCommands(context: EngineContext, own: (id: string) => Run): Pick<Handlers, Names> {
  return {
    'runs.formats': () => [...exportFormats],
    // What writes and imports files is loaded once it is asked for: few commands of the command line are.
    'runs.export': async ({ id, format, chart }) => {
      const recorded = recordedRun(context, own(id))
      const { exportRun } = await import('../reports/formats.ts')
      return exportRun(recorded, format, chart)
    },
    'runs.charts': async ({ id }) => {
      const recorded = recordedRun(context, own(id))
      const { findingsOf } = await import('../reports/findings.ts')
      return findingsOf(recorded).charts.map((one) => ({ id: one.id, title: one.chart.title }))
    },
  }
}

/** A saved run with everything that was recorded, and what this version, or its file, knows of it. */
function recordedRun(context: EngineContext, run: Run): RecordedRun {
  const { catalog, deployments, runs } = context
  const recorded = {
    run,
    trials: [...runs.trials(run.id), ...runs.diagnoses(run.id)],
    histogramOf: (order: number) => runs.histogram(run.id, order),
  }
  const filed = runs.filed(run.id)
  if (filed !== null && filed.schemaVersion >= 3) {
    const { receipt, experiment, scenarios, stated } = filed
    return { ...recorded, receipt, experiment: experiment ?? undefined, scenarios, stated }
  }
  const known = knownScenarios(run, catalog.scenarios)
  return {
    ...recorded,
    experiment: catalog.experiments.find(({ id }) => id === run.experimentId),
    scenarios: run.scenarios.flatMap(({ id }) => known.find((one) => one.id === id) ?? []),
    receipt: filed?.receipt ?? deployments.find(run.deploymentId)?.receipt ?? null,
    stated: statedOf(context, run),
  }
}

/** The prices are those at hand: writing a file asks nobody. */
function statedOf({ store }: EngineContext, run: Run): Stated | null {
  const requirements = readRequirements(store, run.experimentId)?.requirements
  if (requirements === undefined) return null
  const answeredBy = run.account.kind === 'practice' ? 'practice' : 'aws'
  const kept = findPriceTable(store, { answeredBy, region: run.region })
  return { requirements, prices: kept ?? builtInPrices }
}
