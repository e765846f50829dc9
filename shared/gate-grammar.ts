/**
 * What a gate can be about. `share`: of the baseline's good rate, 1 is as much. `share.ratio`: the share ÷
 * that of earlier runs. `rate`: good requests per second. `light` and `added`: milliseconds with one
 * connection, as they are and beyond the baseline's.
 */
export const gateMetrics = [
  'share',
  'share.ratio',
  'rate',
  'light.p50',
  'light.p90',
  'added.p50',
  'added.p90',
] as const
export type GateMetric = (typeof gateMetrics)[number]

/** A condition that fails a build: `SCENARIO.METRIC < LIMIT`. docs/gate.md has the grammar. */
export interface GateCondition {
  /** As a person typed it. */
  text: string
  scenarioId: string
  metric: GateMetric
  comparison: '<' | '>'
  /** A fraction, requests per second or milliseconds. */
  limit: number
  /** Where the names stand in the text, for what is found to be wrong with them later. */
  at: { scenario: number; metric: number }
}

/** Why a condition cannot be taken: the only error that `parseCondition` throws. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError'
  readonly text: string
  /** Where it is wrong: from 0 to the length of the text. */
  readonly at: number
  constructor(text: string, at: number, message: string) {
    super(message)
    this.text = text
    this.at = at
  }
}

/** The text with a caret under the place that is wrong, in two lines. */
export function pointedOut({ text, at }: Pick<ConditionError, 'text' | 'at'>): string {
  // Each of these may take no column, or several.
  const plain = (part: string): string => part.replaceAll(/[^\x20-\x7e]/gu, '?')
  return `${plain(text)}\n${' '.repeat(plain(text.slice(0, at)).length)}^`
}

/** A text that is read from left to right. */
interface Reader {
  /** Where the next token begins. */
  at: number
  /** Takes the token that stands here; undefined where another one does. */
  take(pattern: RegExp): string | undefined
  fail(message: string, at?: number): never
}

function readerOf(text: string): Reader {
  const reader: Reader = {
    at: 0,
    take(pattern) {
      const [found] = text.slice(reader.at).match(new RegExp(`^(?:${pattern.source})`)) ?? []
      if (found !== undefined) reader.at += found.length
      return found
    },
    fail(message, at = reader.at) {
      throw new ConditionError(text, at, message)
    },
  }
  return reader
}

const space = /[ \t]*/

/**
 * Reads a condition such as `http-proxy.share < 20%`.
 * @throws ConditionError for every text that is none, with the place
 */
export function parseCondition(text: string): GateCondition {
  const reader = readerOf(text)
  reader.take(space)
  const scenarioAt = reader.at
  const scenarioId = reader.take(/[a-z0-9-]+/) ?? reader.fail('Expected a scenario, such as http-proxy.')
  if (reader.take(/\./) === undefined) reader.fail('Expected "." and a metric, as in http-proxy.share.')
  const metricAt = reader.at
  const metric = metricOf(reader)
  reader.take(space)
  const comparison = comparisonOf(reader)
  reader.take(space)
  const limit = limitOf(reader, metric)
  reader.take(space)
  if (reader.at < text.length) reader.fail('Expected nothing more. Repeat --fail-if for another condition.')
  return { text, scenarioId, metric, comparison, limit, at: { scenario: scenarioAt, metric: metricAt } }
}

const fewPercentiles =
  'A p99 takes 3,000 requests a trial to be compared, and a light trial has about 450: use p50 or p90.'

function metricOf(reader: Reader): GateMetric {
  const { at } = reader
  const name = reader.take(/[A-Za-z0-9.]+/) ?? ''
  const metric = gateMetrics.find((one) => one === name)
  if (metric !== undefined) return metric
  if (/^(light|added)\.p99/.test(name)) return reader.fail(fewPercentiles, at + 'light.'.length)
  const found = name === '' ? 'Expected a metric' : `There is no metric "${name}"`
  return reader.fail(`${found}. Use one of ${gateMetrics.join(', ')}.`, at)
}

function comparisonOf(reader: Reader): '<' | '>' {
  const { at } = reader
  const sign = reader.take(/[<>=!]+/)
  if (sign === '<' || sign === '>') return sign
  const why = sign === undefined ? '' : ' A whole interval is judged, so equality makes no difference.'
  return reader.fail(`Expected < or >.${why}`, at)
}

const asIs = (value: number): number => value

/** The units of a metric and what they stand for; an empty one may be left out. */
const units: Readonly<
  Record<'share' | 'rate' | 'time', Readonly<Record<string, (value: number) => number>>>
> = {
  share: { '': asIs, '%': (value) => value / 100 },
  rate: { '': asIs, '/s': asIs },
  time: { ms: asIs, s: (value) => value * 1000 },
}

/** What a metric measures, which decides its units. */
export function quantityOf(metric: GateMetric): 'share' | 'rate' | 'time' {
  if (metric === 'share' || metric === 'share.ratio') return 'share'
  return metric === 'rate' ? 'rate' : 'time'
}

const limitExamples = { share: '0.2 or 20%', rate: '500 or 500/s', time: '100ms or 0.1s' }

function limitOf(reader: Reader, metric: GateMetric): number {
  const quantity = quantityOf(metric)
  const { at } = reader
  const such = `such as ${limitExamples[quantity]}`
  const digits = reader.take(/\d+(?:\.\d+)?/) ?? reader.fail(`Expected a limit, ${such}.`)
  reader.take(space)
  const unitAt = reader.at
  const unit = reader.take(/[A-Za-z%/]+/) ?? ''
  const valueOf = Object.hasOwn(units[quantity], unit) ? units[quantity][unit] : undefined
  if (valueOf === undefined) return reader.fail(`Expected a unit of ${metric}, ${such}.`, unitAt)
  const limit = valueOf(Number(digits))
  const mayBeZero = metric === 'added.p50' || metric === 'added.p90'
  if (limit === 0 && !mayBeZero) return reader.fail('Expected a limit above 0.', at)
  if (limit === Infinity) return reader.fail(`Expected a smaller limit, ${such}.`, at)
  return limit
}
