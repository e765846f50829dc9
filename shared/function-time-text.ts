import type { FunctionBasis } from './decision.ts'
import { count, listed } from './figures.ts'
import { figure } from './precision.ts'

const space = '\u00A0'

/** Why a client's latency has to do. */
const reasons: Record<NonNullable<FunctionBasis['why']>, string> = {
  denied: 'the permission logs:FilterLogEvents is missing',
  'not-delivered': 'Lambda’s reports had not arrived in time',
  failed: 'Lambda’s reports could not be read',
}

/** Where the time of functions is from that costs rest on, in at most a sentence for each kind of source. */
export function functionTimeSentences(functions: readonly FunctionBasis[]): string[] {
  const reported = functions.filter((one) => one.reported !== null)
  const others = functions.filter((one) => one.reported === null)
  const groups = [...Map.groupBy(others, ({ why, load }) => `${why} ${load}`).values()]
  return [
    ...(reported.length === 0 ? [] : [reportedSentence(reported)]),
    ...groups.map((group) => clientSentence(group, others.length < functions.length || groups.length > 1)),
  ]
}

/** `Lambda’s time is what it bills by its own reports at light load: Lambda-512 12.4 ms (3,012 …).` */
function reportedSentence(functions: readonly FunctionBasis[]): string {
  const each = functions.flatMap(({ title, reported }) =>
    reported === null
      ? []
      : `${title} ${figure(reported.billedMs, 1)}${space}ms (${count(reported.invocations)} invocations)`,
  )
  const load = functions.every((one) => one.load === 'light') ? 'at light load' : 'with busy connections'
  return `Lambda’s time is what it bills by its own reports ${load}: ${each.join('; ')}.`
}

/** A client waits longer than a function is billed for. */
function clientSentence(functions: readonly FunctionBasis[], isNamed: boolean): string {
  const [first] = functions
  const whose = isNamed ? `Lambda’s time of ${listed(functions.map(({ title }) => title))}` : 'Lambda’s time'
  const why = first?.why ? reasons[first.why] : null
  if (first?.load === 'light')
    return (
      `${whose} is taken from the client’s latency at light load${why === null ? '' : ` (${why})`}, ` +
      'so that its cost is a little too high.'
    )
  const since = `since light load was not measured${why === null ? '' : `, and ${why}`}`
  return `${whose} is taken from the latency with busy connections, ${since}: its cost is too high.`
}
