import type { Command } from 'commander'
import { AppError } from '../../shared/errors.ts'
import { ConditionError, parseCondition, pointedOut, type GateCondition } from '../../shared/gate-grammar.ts'
import { collect } from './option-values.ts'

/** What the command line says of a gate. */
export interface GateOptions {
  failIf?: string[]
  strict?: true
  baseline?: string[]
  beside?: string[]
  junit?: string
  summary?: string
}

/** A gate as it was asked for, before any run is looked at. */
export interface GateRequest {
  conditions: readonly GateCondition[]
  strict: boolean
  /** Names of the runs that shares are compared with, and of those on the side of the judged one. */
  before: readonly string[]
  beside: readonly string[]
  junitFile: string | undefined
  summaryFile: string | undefined
}

/** @param heading of these options in the help */
export function addGateOptions(command: Command, heading: string): void {
  command
    .optionsGroup(heading)
    .option('--fail-if <condition>', 'Fail if it holds for certain (repeatable)', collect)
    .option('--strict', 'End with 3 also where a condition is undecided')
    .option('--baseline <run>', 'An earlier run, for share.ratio (repeatable)', collect)
    .option('--beside <run>', 'A further run on the side of this one (repeatable)', collect)
    .option('--junit <file>', 'Also write the outcome as JUnit')
    .option('--summary <file>', 'Also write it as compact Markdown')
}

/** @throws AppError `invalid-input` for a condition that is none, and for options without one */
export function gateRequestOf(options: GateOptions): GateRequest {
  const { failIf = [], strict = false, baseline = [], beside = [], junit, summary } = options
  const alone = strict
    ? '--strict'
    : baseline.length > 0
      ? '--baseline'
      : beside.length > 0
        ? '--beside'
        : null
  if (failIf.length === 0 && alone !== null)
    throw new AppError('invalid-input', `${alone}: Needs a condition: add --fail-if.`)
  return {
    conditions: answering(() => failIf.map(parseCondition)),
    strict,
    before: baseline,
    beside,
    junitFile: junit,
    summaryFile: summary,
  }
}

/** Turns an error of a condition into one of its option, with the place in a line below. */
export function answering<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof ConditionError)) throw thrown
    const place = pointedOut(thrown).replaceAll(/^/gm, '  ')
    throw new AppError('invalid-input', `--fail-if: ${thrown.message}\n${place}`)
  }
}
