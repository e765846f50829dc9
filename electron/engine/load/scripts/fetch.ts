import { AppError } from '../../../../shared/errors.ts'
import { scriptForRun, wholeNumber } from './shell-text.ts'

/** A page of `fetchScript`, below the 24,000 characters that SSM keeps. */
const pageCharacters = 20_000

/** What a trial leaves: its result, and after status errors the diagnosis that counted their codes. */
export type TrialPart = 'result' | 'diagnosis'

/** Prints the length of a packed part of a trial and a page of it, from `offset` on. */
export function fetchScript(
  runId: string,
  index: number,
  offset: number,
  part: TrialPart = 'result',
): string {
  return `${scriptForRun(runId)}file="$dir"/trials/${wholeNumber(index)}/${part}.b64
if [ ! -f "$file" ]; then echo missing; exit 0; fi
echo "total $(wc -c < "$file")"
tail -c +${wholeNumber(offset + 1)} "$file" | head -c ${pageCharacters}
echo
`
}

/** A page of a packed result; `total` is the length of the whole, in characters. */
export interface ResultPage {
  total: number
  text: string
}

/** Reads a page of `fetchScript`; null when the trial has no result. Throws AppError `load-failed`. */
export function parseFetch(stdout: string): ResultPage | null {
  const [first = '', text = ''] = stdout.split('\n')
  if (first === 'missing') return null
  const total = /^total +(\d+)$/.exec(first)?.[1]
  if (total === undefined)
    throw new AppError(
      'load-failed',
      `The load generator answered "${first.slice(0, 80)}" instead of a result.`,
    )
  return { total: Number(total), text: text.trim() }
}
