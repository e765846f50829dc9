import type { Elsewhere } from './account.ts'
import { count, listed, times } from './figures.ts'
import { loadLimits } from './load-limits.ts'
import { plainLoad } from './plain-load.ts'
import type { Run, TrialResult } from './run.ts'
import type { Scenario } from './scenario.ts'
import { isUnpaired } from './statistics/level.ts'

const none: readonly Scenario[] = []

/** What stands where the files say nothing. */
const unknown = 'not in the file'

/** Null for a run that Sluice has measured, here or on another machine. */
export function elsewhereOf({ account }: Pick<Run, 'account'>): Elsewhere | null {
  return account.kind === 'elsewhere' ? account : null
}

/**
 * What this version knows of a run's scenarios: nothing of those that a person named who imported files, even
 * where one has the name of ours.
 */
export function knownScenarios(
  run: Pick<Run, 'account'>,
  scenarios: readonly Scenario[],
): readonly Scenario[] {
  return elsewhereOf(run) === null ? scenarios : none
}

/**
 * The load in the form that every run has: what the files do not say is the least there can be here. It is
 * never shown, nor exported; the account has what the files say.
 */
export function elsewhereLoad({ threads, connections, durationSec }: Elsewhere, rounds: number): Run['load'] {
  const within = (value: number | null, { min, max }: { min: number; max: number }): number =>
    Math.min(max, Math.max(min, Math.round(value ?? min)))
  return {
    ...plainLoad,
    threads: within(threads, loadLimits.threads),
    connections: within(connections, loadLimits.connections),
    durationSec: within(durationSec, loadLimits.durationSec),
    rounds: within(rounds, loadLimits.rounds),
    leadIn: { kind: 'load', seconds: 0 },
  }
}

/** How such a run was loaded, by name. */
export function elsewhereConditions(run: Run, account: Elsewhere): Record<string, string> {
  const differing = (what: Elsewhere['differs'][number]): string =>
    account.differs.includes(what) ? 'differs between the files' : unknown
  const { threads, connections, durationSec } = account
  return {
    Rounds: `up to ${times(run.rule.kind === 'fixed' ? run.rule.rounds : 1, 'file')} of a scenario`,
    Order: isUnpaired(run.rule) ? 'not measured in turn' : 'measured in turn',
    'Trial duration': durationSec === null ? differing('duration') : `about ${count(durationSec)} s`,
    Connections: connections === null ? differing('connections') : count(connections),
    Threads: threads === null ? differing('threads') : count(threads),
  }
}

/** The same in a line. */
export function elsewhereLine(run: Run, account: Elsewhere): string {
  const { Rounds, Order, ...others } = elsewhereConditions(run, account)
  const facts = Object.entries(others).map(([name, value]) => `${name.toLowerCase()} ${value}`)
  return `${capital(Rounds ?? '')}, ${Order ?? ''}: ${facts.join(', ')}.`
}

/** The files that a run was imported from: `imported from hey.txt and 5 more files`. */
export function importedFrom({ fileNames }: NonNullable<Run['imported']>): string {
  const [first = 'a file', ...others] = fileNames
  return `imported from ${first}${others.length === 0 ? '' : ` and ${times(others.length, 'more file')}`}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What may be wrong with figures that another tool has measured, by name. */
export function elsewhereDoubts(
  run: Run,
  account: Elsewhere,
  results: readonly TrialResult[],
): Record<string, string | null> {
  const tools = new Set(results.map(({ generator }) => generator.name))
  const fixed = tools.has('wrk2')
  const compares =
    'throughput then only compares the rates that were asked for, and latency is that at those rates'
  const other = results.reduce((sum, { errors }) => sum + (errors.other ?? 0), 0)
  return {
    elsewhere:
      `Measured by ${account.tool}, not by Sluice: from where, with what and in which order is not in ` +
      'the files.',
    rate: fixed
      ? `wrk2 sends at a fixed rate, as long as it can: ${compares}.`
      : `The files do not say whether the tool sent at a fixed rate: ${compares}.`,
    differs:
      account.differs.length === 0
        ? null
        : `The files differ in ${listed(account.differs)}: what was compared is more than the scenarios.`,
    turns:
      isUnpaired(run.rule) && run.scenarios.length > 1
        ? 'The scenarios were not measured in turn: whatever else changed in between counts as a ' +
          'difference, too.'
        : null,
    corrected: tools.has('wrk')
      ? 'wrk prints latencies after its correction for coordinated omission; the measured ones are not ' +
        'in its text.'
      : null,
    unanswered: tools.has('hey CSV')
      ? 'The CSV of hey leaves out requests without an answer: how many there were is not known.'
      : null,
    other: other === 0 ? null : `${times(other, 'request')} failed, and the files do not tell why.`,
  }
}
