import { Option, type Command } from 'commander'
import type { LeadIn, Load } from '../../shared/experiment.ts'
import type { Measured } from '../../shared/measuring-time.ts'
import { presets, roundsWithin, type Preset } from '../../shared/presets.ts'
import { defaultMargins } from '../../shared/statistics/level.ts'
import { bytesOf, fractionOf, leadInOf, millisecondsOf, secondsOf, wholeNumberOf } from './option-values.ts'

/** What the command line says of a load; what is left out is taken from a preset or a plan. */
export interface LoadOptions {
  preset?: Preset
  path?: string[]
  duration?: number
  threads?: number
  connections?: number
  leadIn?: LeadIn
  rounds?: number
  untilSure?: true
  difference?: number
  precision?: number
  light?: boolean
  spread?: boolean
  serviceTime?: number
  answerSize?: number
  post?: number
}

/** The options of a load. @param usual what holds without any, in words */
export function addLoadOptions(command: Command, usual: string): void {
  command.optionsGroup(`Load (default: ${usual}):`)
  command.addOption(
    new Option('--preset <name>', 'quick: a first look; standard: until sure; exact: 2017').choices(presets),
  )
  command
    .option('--duration <time>', 'How long a trial lasts: 30s or 2m', secondsOf)
    .option('--threads <n>', 'Threads of the load tool', wholeNumberOf)
    .option('--connections <n>', 'Open connections over all threads', wholeNumberOf)
    .option('--lead-in <time>', 'Load before each trial: 3s, or one-request', leadInOf)
    .option('--rounds <n>', 'Number of rounds; with until sure, at most', wholeNumberOf)
    .option('--seed <n>', 'Repeat the order of an earlier run', wholeNumberOf)
    .option('--light', 'Measure latency with one connection in every round')
    .option('--no-light', 'Leave that out')
    .option('--spread', 'Connect to all addresses of an endpoint')
    .option('--no-spread', 'Connect to its first address only')
  command
    .optionsGroup('Until sure (a margin implies it):')
    .option('--until-sure', 'End as soon as every scenario is settled')
    .option('--difference <percent>', 'A smaller difference does not matter: 5%', fractionOf)
    .option('--precision <percent>', 'Know a larger one this exactly: 10%', fractionOf)
  command
    .optionsGroup('Service (default: answers its pages at once):')
    .option('--service-time <time>', 'How long it works on a request: 80ms', millisecondsOf)
    .option('--answer-size <size>', 'How much it answers: 10kB', bytesOf)
    .option('--post <size>', 'How much it is sent, with POST: 256kB', bytesOf)
}

/**
 * The load that the options come to.
 * @param start what holds where they say nothing: a preset's load, or that of a plan
 * @param chosen the scenarios of the run
 */
export function loadFrom(
  options: LoadOptions,
  start: { load: Load; paths: readonly string[] },
  chosen: Pick<Measured, 'scenarios' | 'floors'>,
): { load: Load; paths: string[] } {
  const paths = [...(options.path ?? start.paths)]
  const { rounds } = options
  const load: Load = {
    ...start.load,
    ...given({
      durationSec: options.duration,
      threads: options.threads,
      connections: options.connections,
      leadIn: options.leadIn,
      light: options.light,
      spread: options.spread,
      rounds,
    }),
    untilSure: untilSureOf(options, start.load),
    service: serviceOf(options, start.load.service),
  }
  const hasRounds = rounds !== undefined || start.load.untilSure !== null
  if (load.untilSure === null || hasRounds) return { load, paths }
  return { load: { ...load, rounds: roundsWithin({ load, paths, ...chosen }) }, paths }
}

/** Whether the options say that the run ends when it is sure. */
export function asksUntilSure({ untilSure, difference, precision }: LoadOptions): boolean {
  return untilSure === true || difference !== undefined || precision !== undefined
}

/** With a number of rounds and nothing else, the run takes exactly that many. */
function untilSureOf(options: LoadOptions, { untilSure }: Load): Load['untilSure'] {
  const { difference, precision, rounds, preset } = options
  const asked = asksUntilSure(options)
  const stays = untilSure !== null && (rounds === undefined || preset !== undefined)
  if (!asked && !stays) return null
  const { same, precise } = untilSure ?? defaultMargins
  return { same: difference ?? same, precise: precision ?? precise }
}

function serviceOf(
  { serviceTime, answerSize, post }: LoadOptions,
  service: Load['service'],
): Load['service'] {
  return {
    timeMs: serviceTime ?? service.timeMs,
    answer: answerSize === undefined ? service.answer : { kind: 'generated', bytes: answerSize },
    request: post === undefined ? service.request : { kind: 'post', bytes: post },
  }
}

function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
