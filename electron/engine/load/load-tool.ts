import type { Load } from '../../../shared/experiment.ts'
import type { Fault } from '../../../shared/faults.ts'
import type { Histogram } from '../../../shared/histogram.ts'
import type { TrialResult } from '../../../shared/run.ts'
import type { LocalProgram } from './local-program.ts'

/** A program that drives load, as the engine knows it. The first is wrk (`wrk/wrk.ts`). */
export interface LoadTool {
  /** Names its part of a packed result and its process id file on the load generator: `[a-z]+`. */
  id: string
  /** For people. */
  name: string
  /** The program that the practice account starts on this machine. */
  local: LocalProgram
  check: {
    /** A shell command. The first line that it prints names the tool and its version. */
    command: string
    /** Reads that line. Throws AppError `load-failed` when the tool is missing. */
    parse(line: string): ToolVersion
  }
  command: {
    /**
     * What the runner needs to start a trial: name in the run's folder → file in `templates/load`.
     * `tool.sh` must be among them; `runner.sh` says which functions it has to define.
     */
    files: { 'tool.sh': string; [name: string]: string }
  }
  /**
   * Reads the result that the tool left for a trial. `endedEarly`: it was told to end, by a stop or by its
   * deadline. Throws AppError `load-failed` when its figures cannot be read or contradict each other.
   */
  decode(result: unknown, endedEarly: boolean): Measurement
  /** What is wrong with a load for this tool; empty when it can be driven. */
  rules: (load: Load) => Fault[]
}

export type ToolVersion = TrialResult['generator']

/** What a tool measured in one trial. Latencies are in microseconds. */
export interface Measurement {
  plannedSec: number
  threads: number
  durationUs: number
  /** Answered requests, those with an error status or answered after the timeout included. */
  requests: number
  bytes: number
  errors: TrialResult['errors']
  /** Answers by status code; null where they were not counted. */
  statusCodes: TrialResult['statusCodes']
  /** Requests sent in each second since the start; the last one may not be full. */
  sentPerSecond: readonly number[]
  /** Latencies as measured: a correction that the tool applies is undone. */
  histogram: Histogram
  /** With the histogram it gives the view corrected for coordinated omission; null where none applies. */
  correctionIntervalUs: number | null
  /** The addresses that the load went to. */
  addresses: string[]
}
