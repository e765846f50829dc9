import { addressOf } from './address.ts'
import { refused } from './import-fault.ts'
import type { ImportFile } from './import-file.ts'
import type { ToolFormat } from './import-format.ts'
import { countIn, findLine, findLines, linesOf, numberIn, type FoundLine } from './text-lines.ts'
import type { ToolLatency, ToolResult } from './tool-result.ts'

const head = /^Running \S+ test @ (\S+)/
/** wrk2 measures for a while before it knows how often to take its samples. */
const calibration = /^\s*Thread calibration: |^\s*Latency Distribution \(HdrHistogram/

/**
 * The text of wrk, by `main` in its wrk.c (4.1 and 4.2). Its latencies are corrected for coordinated
 * omission (`stats_correct`), so that those that were measured are not in the file; sizes are rounded, and
 * left out. What is not printed (socket errors, bad statuses) did not occur.
 */
export const wrk: ToolFormat = {
  kind: 'tool',
  id: 'wrk',
  title: 'wrk',
  recognises: ({ text }) => isWrk(text) && !isWrk2(text),
  read: (file) => read(file, 'wrk'),
}

/**
 * The text of wrk2, which sends at a fixed rate and takes each latency from when its request was due, by its
 * README. With `--u_latency` it prints those that were measured, too.
 */
export const wrk2: ToolFormat = {
  kind: 'tool',
  id: 'wrk2',
  title: 'wrk2',
  recognises: ({ text }) => isWrk(text) && isWrk2(text),
  read: (file) => read(file, 'wrk2'),
}

function isWrk(text: string): boolean {
  return new RegExp(head, 'm').test(text.slice(0, 4_000))
}

function isWrk2(text: string): boolean {
  return new RegExp(calibration, 'm').test(text)
}

function read(file: ImportFile, tool: 'wrk' | 'wrk2'): ToolResult {
  const lines = linesOf(file)
  const line = (pattern: RegExp, what: string): FoundLine => {
    const found = findLine(lines, pattern)
    if (found === undefined) throw refused(file.name, `it has no line of ${what}`, { field: what })
    return found
  }
  const clients = line(/^\s+(\d+) threads and (\d+) connections/, 'threads and connections')
  const total = line(/^\s+(\S+) requests in ([\d.]+)(ms|s|m|h), \S+ read/, 'requests')
  const requests = countIn(file, total)
  const durationMs = numberIn(file, total, 1) * (unitMs[total.groups[2] ?? ''] ?? 1)
  const errors = errorsOf(file, lines, requests)
  if (durationMs <= 0) throw refused(file.name, 'it took no time', { line: total.line })
  return {
    tool,
    threads: countIn(file, clients, 0),
    connections: countIn(file, clients, 1),
    durationMs,
    ...addressOf(head.exec(lines.find((one) => head.test(one)) ?? '')?.[1] ?? ''),
    requests,
    goodRequests: Math.max(0, requests - errors.status - errors.timeout),
    bytes: null,
    unanswered: null,
    errors,
    statusCodes: null,
    latency: latencyOf(file, lines),
    histogram: null,
  }
}

/** wrk prints a line of errors only where there are any. */
function errorsOf(file: ImportFile, lines: readonly string[], requests: number): ToolResult['errors'] {
  const socket = findLine(lines, /^\s+Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/)
  const bad = findLine(lines, /^\s+Non-2xx or 3xx responses: (\S+)/)
  const at = (place: number): number => (socket ? countIn(file, socket, place) : 0)
  const status = bad ? countIn(file, bad) : 0
  if (status > requests) throw refused(file.name, 'there are more errors than requests', { line: bad?.line })
  return { connect: at(0), read: at(1), write: at(2), timeout: at(3), status }
}

const unitMs: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

function usIn(file: ImportFile, found: FoundLine, place: number): number {
  return numberIn(file, found, place) * (unitMs[found.groups[place + 1] ?? ''] ?? 1) * 1000
}

function latencyOf(file: ImportFile, lines: readonly string[]): ToolResult['latency'] {
  const stats = findLine(lines, /^\s+Latency\s+([\d.]+)(us|ms|s|m|h)\s+\S+\s+([\d.]+)(us|ms|s|m|h)\s/)
  const from = lines.findIndex((one) => /^\s+Latency Distribution \(.*Uncorrect/.test(one))
  const [usual, uncorrected] = from < 0 ? [lines, null] : [lines.slice(0, from), lines.slice(from)]
  const corrected: ToolLatency = {
    ...(stats ? { mean: usIn(file, stats, 0), max: usIn(file, stats, 2) } : {}),
    ...percentilesIn(file, usual),
  }
  return { corrected, measured: uncorrected === null ? null : percentilesIn(file, uncorrected) }
}

const names = { '50': 'p50', '75': 'p75', '90': 'p90', '99': 'p99', '99.9': 'p999' } as const

function percentilesIn(file: ImportFile, lines: readonly string[]): ToolLatency {
  const found = findLines(lines, /^\s*(\d+(?:\.\d+)?)%\s+([\d.]+)(us|ms|s|m|h)\s*$/)
  return Object.fromEntries(
    found.flatMap((one) => {
      const name = names[String(numberIn(file, one)) as keyof typeof names] as string | undefined
      return name === undefined ? [] : [[name, usIn(file, one, 1)]]
    }),
  )
}
