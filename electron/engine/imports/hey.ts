import { refused } from './import-fault.ts'
import type { ImportFile } from './import-file.ts'
import type { ToolFormat } from './import-format.ts'
import { fromStatusCodes } from './status-codes.ts'
import { countIn, findLine, findLines, linesOf, numberIn, type FoundLine } from './text-lines.ts'
import type { ToolLatency, ToolResult } from './tool-result.ts'

/** From this many requests on, hey keeps neither latencies nor status codes (`maxRes` in report.go). */
const mostKept = 1_000_000

/**
 * The text of hey, by `defaultTmpl` in its requester/print.go: seconds with four decimals. It names neither
 * the address nor the connections. Latencies are of all answers.
 */
export const hey: ToolFormat = {
  kind: 'tool',
  id: 'hey',
  title: 'hey',
  recognises: ({ text }) =>
    /^\s*Summary:\r?\n\s+Total:\t/.test(text) && /^Status code distribution:/m.test(text),
  read,
}

function read(file: ImportFile): ToolResult {
  const lines = linesOf(file)
  const line = (pattern: RegExp, what: string): FoundLine => {
    const found = findLine(lines, pattern)
    if (found === undefined) throw refused(file.name, `it has no line of ${what}`, { field: what })
    return found
  }
  const total = line(/^\s+Total:\t\s*(\S+) secs/, 'Total')
  const seconds = numberIn(file, total)
  if (seconds <= 0) throw refused(file.name, 'it took no time', { line: total.line })
  const data = findLine(lines, /^\s+Total data:\t\s*(\S+) bytes/)
  const [codes, errors] = distributions(file, lines)
  const answers = fromStatusCodes(file, codes, { other: errors })
  if (answers.requests >= mostKept)
    throw refused(file.name, `hey counts the status codes of the first ${mostKept} answers only`)
  return {
    tool: 'hey',
    threads: null,
    connections: null,
    durationMs: seconds * 1000,
    path: null,
    address: null,
    ...answers,
    bytes: data ? countIn(file, data) : null,
    unanswered: null,
    latency: { measured: answers.requests === 0 ? null : latencyOf(file, lines), corrected: null },
    histogram: null,
  }
}

/** Answers by status code, and the requests that got none. */
function distributions(file: ImportFile, lines: readonly string[]): [Record<string, number>, number] {
  const codes: Record<string, number> = {}
  const from = lines.findIndex((one) => one.startsWith('Status code distribution:'))
  const errorsFrom = lines.findIndex((one, place) => place > from && one.startsWith('Error distribution:'))
  const until = errorsFrom < 0 ? lines.length : errorsFrom
  const inOrder = (found: FoundLine, offset: number): FoundLine => ({ ...found, line: found.line + offset })
  for (const found of findLines(lines.slice(from, until), /^\s+\[(\d+)\]\t(\S+) responses/)) {
    const code = found.groups[0] ?? ''
    if (Object.hasOwn(codes, code))
      throw refused(file.name, `the status ${code} occurs twice`, { line: found.line + from })
    codes[code] = countIn(file, inOrder(found, from), 1)
  }
  const errors = errorsFrom < 0 ? [] : findLines(lines.slice(errorsFrom), /^\s+\[(\S+)\]\t/)
  return [codes, errors.reduce((sum, found) => sum + countIn(file, inOrder(found, errorsFrom)), 0)]
}

const names = { '50': 'p50', '75': 'p75', '90': 'p90', '99': 'p99' } as const

function latencyOf(file: ImportFile, lines: readonly string[]): ToolLatency {
  const us = (pattern: RegExp): number | null => {
    const found = findLine(lines, pattern)
    return found ? numberIn(file, found) * 1e6 : null
  }
  const percentiles = findLines(lines, /^\s+(\d+)%+ in (\S+) secs/).flatMap((found) => {
    const name = names[String(numberIn(file, found)) as keyof typeof names] as string | undefined
    return name === undefined ? [] : [[name, numberIn(file, found, 1) * 1e6]]
  })
  return {
    ...(Object.fromEntries(percentiles) as ToolLatency),
    mean: us(/^\s+Average:\t\s*(\S+) secs/),
    max: us(/^\s+Slowest:\t\s*(\S+) secs/),
  }
}
