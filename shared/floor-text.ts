import type { Assessment } from './assessment.ts'
import { range } from './figures.ts'
import { floorsOf, reachesOrigin } from './floors.ts'
import { intervalFigures } from './precision.ts'
import { outcomesOf, theScenario, type Result } from './result.ts'
import type { Run } from './run.ts'

/** What stands for a share or a verdict of a floor. */
export const floorVerdict = 'not compared: the gateway’s own floor'

/** A scenario beside others in a chart or a table: a floor says what it is. */
export function besideOthers(scenario: Run['scenarios'][number]): string {
  return reachesOrigin(scenario) ? scenario.title : `${scenario.title}: the gateway’s own floor`
}

/**
 * What the floors of a run say, with absolute figures only: `The gateway’s own floor: the REST API alone
 * (mock) gave 3,210 good requests per second and 1.2 ms at light load (p50). It reaches no service, so it is
 * compared with none.`
 */
export function floorSentences(result: Result, found: Assessment | null): string[] {
  return floorsOf(result.run.scenarios).flatMap(({ id, title }) => {
    const rates = outcomesOf(result).flatMap(({ scenarioId, goodRatePerSec }) =>
      scenarioId === id && goodRatePerSec !== null ? [goodRatePerSec] : [],
    )
    if (rates.length === 0) return []
    const light = lightText(found, id)
    const beside = light === null ? '' : ` and ${light} at light load (p50)`
    return [
      `The gateway’s own floor: ${theScenario(result.run, title)} gave ${range(rates)} good requests per ` +
        `second${beside}. It reaches no service, so it is compared with none.`,
    ]
  })
}

/** `1.2 ms (1.1–1.3 ms)` at light load; null where that was not measured. */
export function lightText(found: Assessment | null, id: string): string | null {
  const own = found?.light.find(({ scenarioId, percentile }) => scenarioId === id && percentile === 'p50')
  if (own === undefined || own.absoluteMs.point === null) return null
  const { point, low, high } = own.absoluteMs
  const bounds = low === null || high === null ? null : { low, high }
  const { value, interval } = intervalFigures('milliseconds', point, bounds)
  return interval === null ? value : `${value} (${interval})`
}
