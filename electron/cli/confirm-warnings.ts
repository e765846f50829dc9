import { createInterface } from 'node:readline/promises'
import { z } from 'zod'
import { AppError, type ErrorData } from '../../shared/errors.ts'
import { warn } from './print.ts'

const unconfirmedSchema = z.object({
  checks: z.array(z.object({ name: z.string(), finding: z.string(), remedy: z.string().nullable() })),
})

/**
 * Shows the warnings that have to be confirmed before the start, and asks, unless an option has confirmed
 * them.
 * @param details what the engine's error `unconfirmed-checks` says
 * @returns the names of the confirmed checks
 * @throws AppError `unconfirmed-checks` where the answer is no, or there is no terminal to ask at
 */
export async function confirmWarnings(details: ErrorData['details'], confirmed: boolean): Promise<string[]> {
  const { checks } = unconfirmedSchema.parse(details)
  for (const { name, finding, remedy } of checks) warn(`${name}: ${finding} ${remedy ?? ''}`.trim())
  const names = checks.map(({ name }) => name)
  if (confirmed) return names
  if (!process.stdin.isTTY)
    throw refused('Confirm the warnings with --despite-warnings: this is not a terminal.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question('Start all the same? [y/N] ').finally(() => terminal.close())
  if (/^y(es)?$/i.test(answer.trim())) return names
  throw refused('Nothing was created.')
}

function refused(message: string): AppError {
  return new AppError('unconfirmed-checks', message)
}
