import type { Histogram } from '../../../shared/histogram.ts'
import { refused } from './import-fault.ts'
import type { ImportFile } from './import-file.ts'
import type { ToolFormat } from './import-format.ts'
import { fromStatusCodes } from './status-codes.ts'
import { linesOf, numberIn, type FoundLine } from './text-lines.ts'
import type { ToolResult } from './tool-result.ts'

const header = 'response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset'
const [responseTime, statusCode, offset] = [0, 6, 7]
/** hey writes no more lines than this, whatever it has sent (`maxRes` in report.go). */
const mostLines = 1_000_000

/**
 * The CSV of hey (`-o csv`), by `csvTmpl` in its requester/print.go: one answer a line, seconds with four
 * decimals; `offset` is when the request was sent. Requests without an answer are not in it, so that their
 * number is not known, and its time goes to the last answer.
 */
export const heyCsv: ToolFormat = {
  kind: 'tool',
  id: 'hey-csv',
  title: 'hey (CSV)',
  recognises: ({ text }) => text.trimStart().startsWith(header),
  read,
}

function read(file: ImportFile): ToolResult {
  const lines = linesOf(file)
  const counts = new Map<number, number>()
  const codes: Record<string, number> = {}
  let [endSec, answers] = [0, 0]
  for (const [place, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith(header)) continue
    const found: FoundLine = { line: place + 1, groups: line.split(',') }
    if (found.groups.length !== header.split(',').length)
      throw refused(file.name, 'it has not eight columns', { line: place + 1 })
    const tookSec = numberIn(file, found, responseTime)
    const us = Math.round(tookSec * 1e6)
    counts.set(us, (counts.get(us) ?? 0) + 1)
    const code = found.groups[statusCode] ?? ''
    if (!/^[1-9]\d\d$/.test(code)) throw refused(file.name, 'the status code is none', { line: place + 1 })
    codes[code] = (codes[code] ?? 0) + 1
    endSec = Math.max(endSec, numberIn(file, found, offset) + tookSec)
    answers += 1
  }
  if (answers === 0 || endSec <= 0) throw refused(file.name, 'it has no answer')
  if (answers >= mostLines) throw refused(file.name, `hey writes the first ${mostLines} answers only`)
  const histogram: Histogram = [...counts].toSorted((one, other) => one[0] - other[0])
  return {
    tool: 'hey CSV',
    threads: null,
    connections: null,
    durationMs: endSec * 1000,
    path: null,
    address: null,
    ...fromStatusCodes(file, codes, { other: 0 }),
    bytes: null,
    unanswered: null,
    latency: { measured: null, corrected: null },
    histogram,
  }
}
