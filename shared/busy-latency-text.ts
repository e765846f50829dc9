import type { BusyLatency } from './busy-latency.ts'
import { elsewhereOf } from './elsewhere.ts'
import { listed, times } from './figures.ts'
import { theBaseline, theScenario, type Result } from './result.ts'
import type { Estimate } from './statistics/interval.ts'
import { shareFigures } from './verdict-text.ts'

const space = '\u00A0'

const reasons: Record<NonNullable<BusyLatency['notCompared']>, string> = {
  tools: 'the files are of several tools',
  connections: 'the files are of different numbers of connections',
  missing: 'the files do not have it',
  corrected: 'the files have it only as corrected for coordinated omission, which is a model',
  few: 'a file has fewer than 30 requests beyond it',
  coarse: 'the tool prints too large steps for it',
}

/** What imported files say of latency, in sentences; nothing for a run that Sluice has measured. */
export function busyLatencySentences(result: Result, busy: readonly BusyLatency[] | null): string[] {
  const elsewhere = elsewhereOf(result.run)
  if (elsewhere === null || busy === null) return []
  const known = busy.filter(({ notCompared }) => notCompared === null)
  const label =
    elsewhere.connections === null
      ? 'Latency with busy connections (closed loop; how many is not in the files)'
      : `Latency with ${times(elsewhere.connections, 'busy connection')} (closed loop)`
  const ids = known[0]?.scenarios.map(({ scenarioId }) => scenarioId) ?? []
  return [
    ...ids.map((id) => `${label}: ${ratiosOf(result, known, id)}.`),
    ...notComparedSentence(busy.filter(({ notCompared }) => notCompared !== null)),
  ]
}

/** `“after” has 110 % (105–115 %) of the p50 of “before”, and 120 % (112–128 %) of its p90`. */
function ratiosOf(result: Result, known: readonly BusyLatency[], id: string): string {
  const title = result.run.scenarios.find((one) => one.id === id)?.title ?? id
  const ratios = known.flatMap(({ percentile, scenarios }) =>
    scenarios
      .filter(({ scenarioId }) => scenarioId === id)
      .map(({ ratio }) => `${ratioText(ratio)} of its ${percentile}`),
  )
  return `against ${theBaseline(result)}, ${theScenario(result.run, title)} has ${listed(ratios)}`
}

/** A share with its interval, or that there is none: too few files, or all of them the same. */
function ratioText(ratio: Estimate): string {
  const { low, high, n } = ratio
  const { share, interval } = shareFigures(ratio)
  const without = n < 3 ? 'too few files for an interval' : 'the same in every file'
  if (low === null || high === null || interval === null) return `${share}${space}% (${without})`
  return `${share}${space}% (${interval}${space}%${low <= 1 && high >= 1 ? ', no difference shown' : ''})`
}

function notComparedSentence(left: readonly BusyLatency[]): string[] {
  const groups = Map.groupBy(left, ({ notCompared }) => notCompared)
  return [...groups].flatMap(([why, ones]) => {
    if (why === null) return []
    const percentiles = listed(ones.map(({ percentile }) => percentile))
    return [`Not compared: latency at ${percentiles}, since ${reasons[why]}.`]
  })
}
