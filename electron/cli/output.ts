import { Option, type Command } from 'commander'
import { print, printFile, printJson } from './print.ts'
import { markdownPainter, terminalPainter, type Painter } from './painter.ts'
import { widthOf } from './terminal-width.ts'

/** The formats in which a command shows its result. */
const outputFormats = ['table', 'json', 'md'] as const
export type OutputFormat = (typeof outputFormats)[number]

/** The options by which a command takes a format. */
export interface OutputOptions {
  output?: OutputFormat
  json?: true
}

/** A result in every format. Times are local in `page` and ISO 8601 in `json`. */
export interface Output {
  page: (painter: Painter) => string
  json: () => unknown
}

export function addOutputOptions(command: Command): void {
  addOutputOption(command)
  command.addOption(new Option('--json', 'The same as -o json').conflicts('output'))
}

/** For a command whose `--json` names a file. */
export function addOutputOption(command: Command): void {
  command.addOption(
    new Option('-o, --output <format>', 'How to show it (default: table)').choices(outputFormats),
  )
}

export function formatOf({ output, json }: OutputOptions): OutputFormat {
  return json ? 'json' : (output ?? 'table')
}

/** Shows a result on standard output. */
export function show(options: OutputOptions, { page, json }: Output): void {
  const format = formatOf(options)
  if (format === 'json') printJson(json())
  else if (format === 'md') printFile(`${tidy(page(markdownPainter))}\n`)
  else print(page(terminalPainter(widthOf(process.stdout))))
}

/** Markdown with one empty line where paragraphs and tables have left several. */
function tidy(markdown: string): string {
  return markdown.trim().replaceAll(/\n{3,}/g, '\n\n')
}
