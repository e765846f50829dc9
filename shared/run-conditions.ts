import { elsewhereConditions, elsewhereOf } from './elsewhere.ts'
import { count, times } from './figures.ts'
import { marginText } from './load-text.ts'
import { isPublished } from './published.ts'
import type { Run, RunStatus } from './run.ts'

const space = '\u00A0'

/** How a run was loaded, by name, and what ended it. */
export function loadConditions(run: Run): Record<string, string> {
  const { load, rule } = run
  const elsewhere = elsewhereOf(run)
  if (elsewhere !== null) return elsewhereConditions(run, elsewhere)
  return {
    Rounds:
      rule.kind === 'fixed'
        ? times(rule.rounds, 'round')
        : `until sure, at most ${times(rule.most, 'round')}`,
    ...(rule.kind === 'fixed'
      ? fixedMargins(run)
      : { Margins: `${marginText(rule.same)} does not matter, known to ${marginText(rule.precise)}` }),
    ...endingOf(run),
    'Trial duration': `${load.durationSec} s`,
    Load: `${times(load.connections, 'connection')}, ${times(load.threads, 'thread')}`,
    'Light load': load.light ? 'in every round' : 'not measured',
    'Connections go to': load.spread ? 'all addresses of an endpoint' : 'one address of an endpoint',
    'Lead-in': load.leadIn.kind === 'one-request' ? 'one request' : `${load.leadIn.seconds} s of load`,
  }
}

/** Where most is unknown, it must be said that there were none. */
function fixedMargins(run: Run): Record<string, string> {
  return isPublished(run) ? { Margins: 'none' } : {}
}

function endingOf({ status, endedBy }: Run): Record<string, string> {
  const ending = endedBy === null ? cutShort[status] : endings[endedBy]
  return ending === undefined ? {} : { 'Ended by': ending }
}

const endings: Record<NonNullable<Run['endedBy']>, string> = {
  rounds: 'its last round',
  sure: 'every scenario settled',
  cap: 'the cost cap',
}

/** What ended a run that did not come to an end of its own. */
const cutShort: Partial<Record<RunStatus, string>> = {
  cancelled: 'a person',
  failed: 'a failure',
  interrupted: 'an interruption',
}

/** What the origin did for each request, by name. Rule 18. */
export function serviceConditions({ load, account }: Run): Record<string, string> {
  if (account.kind === 'elsewhere') return {}
  const { timeMs, answer, request } = load.service
  return {
    'Service time': timeMs === 0 ? 'none' : `${timeMs}${space}ms`,
    Answer: answer.kind === 'page' ? 'the page of the path' : `${count(answer.bytes)} bytes`,
    Request: request.kind === 'get' ? 'GET' : `POST of ${count(request.bytes)} bytes`,
  }
}
