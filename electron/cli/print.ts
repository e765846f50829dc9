import { terminalJson, terminalText } from '../platform/terminal-text.ts'
import { widthOf, wrapped } from './terminal-width.ts'

/** A line on standard output: what a command was asked for. */
export function print(text: string): void {
  process.stdout.write(`${terminalText(text)}\n`)
}

export function printJson(value: unknown): void {
  process.stdout.write(`${terminalJson(value, 2)}\n`)
}

/** A file's text on standard output: as it is, but where a terminal would show it. */
export function printFile(text: string): void {
  process.stdout.write(process.stdout.isTTY ? terminalText(text) : text)
}

/** A line on standard error: progress, questions and warnings. A terminal gets it at its width. */
export function note(text: string): void {
  const width = process.stderr.isTTY ? widthOf(process.stderr) : Infinity
  process.stderr.write(`${wrapped(terminalText(text), width).join('\n')}\n`)
}

export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}
