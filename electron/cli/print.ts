import { styleText } from 'node:util'
import { terminalJson, terminalLine, terminalText } from '../platform/terminal-text.ts'
import { widthOf, wrapped } from './terminal-width.ts'

type Color = 'red' | 'green' | 'yellow'

/** What the options that every command has say about its output. */
let quiet = false

/** @param wanted whether progress and information are left out, so that results and errors remain */
export function setQuiet(wanted: boolean): void {
  quiet = wanted
}

export function isQuiet(): boolean {
  return quiet
}

/** Colours are for terminals, and are left out where NO_COLOR is set; see https://no-color.org. */
export function withoutColor(): void {
  process.env['NO_COLOR'] = '1'
  delete process.env['FORCE_COLOR']
}

/** A text on standard output: what a command was asked for. */
export function print(text: string, color?: Color): void {
  process.stdout.write(`${painted(terminalText(text), color, process.stdout)}\n`)
}

/** A sentence on standard output. A terminal gets it at its width. */
export function printLine(text: string): void {
  const width = process.stdout.isTTY ? widthOf(process.stdout) : Infinity
  print(wrapped(text, width).join('\n'))
}

export function printJson(value: unknown): void {
  process.stdout.write(`${terminalJson(value, 2)}\n`)
}

/** A file's text on standard output: as it is, but where a terminal would show it. */
export function printFile(text: string): void {
  process.stdout.write(process.stdout.isTTY ? terminalText(text) : text)
}

/** Progress and information on standard error, which `--quiet` leaves out. */
export function note(text: string): void {
  if (!quiet) warn(text)
}

/** What a person has to know or answer, on standard error. A terminal gets it at its width. */
export function warn(text: string): void {
  const width = process.stderr.isTTY ? widthOf(process.stderr) : Infinity
  process.stderr.write(`${wrapped(terminalText(text), width).join('\n')}\n`)
}

/** An error on standard error, with the name of the program before it. */
export function complain(text: string): void {
  const width = process.stderr.isTTY ? widthOf(process.stderr) : Infinity
  const [first = '', ...others] = wrapped(`sluice: ${terminalText(text)}`, width)
  const head = painted('sluice:', 'red', process.stderr)
  process.stderr.write(`${[`${head}${first.slice('sluice:'.length)}`, ...others].join('\n')}\n`)
}

function painted(text: string, color: Color | undefined, stream: NodeJS.WriteStream): string {
  return color === undefined ? text : styleText(color, text, { stream })
}

/** One line of an error of the command line's own parser. */
export function complainInLine(text: string): void {
  complain(terminalLine(text))
}

export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}
