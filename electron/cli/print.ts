import { terminalJson, terminalText } from '../platform/terminal-text.ts'

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

/** A line on standard error: progress, questions and warnings. */
export function note(text: string): void {
  process.stderr.write(`${terminalText(text)}\n`)
}

export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}
