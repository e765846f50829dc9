/** A line on standard output: what a command was asked for. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** A line on standard error: progress, questions and warnings. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}
