import { gzipSync } from 'node:zlib'
import { AppError } from '../../../../shared/errors.ts'
import { millionths, scheduleText, type ScheduledTrial } from './schedule.ts'
import { quoted, scriptForRun, wholeNumber } from './shell-text.ts'

/** The longest `uploadScript`, in characters: SSM takes 64 KB together with its document. */
const longestUpload = 40_000

/**
 * Writes the files of a run (name → text), its schedule, and what its trials may cost together; null where
 * nothing is charged. Repeatable until the run has started. Throws AppError `load-failed` when they do not
 * fit into one command.
 */
export function uploadScript(
  runId: string,
  files: Readonly<Record<string, string>>,
  schedule: readonly ScheduledTrial[],
  budgetUsd: number | null = null,
): string {
  const budget = budgetUsd === null ? {} : { budget: `${wholeNumber(millionths(budgetUsd))}\n` }
  const writes = Object.entries({ ...files, ...budget, schedule: scheduleText(schedule) }).map(writeFile)
  const script = `${scriptForRun(runId)}umask 077\nmkdir -p "$dir"\ncd "$dir"\n${writes.join('')}`
  if (script.length <= longestUpload) return script
  const sizes = `${script.length} characters, at most ${longestUpload}`
  throw new AppError(
    'load-failed',
    `The schedule of ${schedule.length} trials is too long to send to the load generator (${sizes}). ` +
      'Use fewer rounds.',
  )
}

function writeFile([name, text]: readonly [string, string]): string {
  if (!/^[a-z][a-z0-9.-]*$/.test(name))
    throw new AppError('internal', `A file of a run cannot be called ${JSON.stringify(name)}.`)
  const packed = gzipSync(text, { level: 9 }).toString('base64')
  return `base64 -d <<'EOF' | gzip -dc > ${quoted(name)}\n${packed}\nEOF\n`
}

/**
 * Starts the runner, detached: it survives this command, and a second start of the same run does nothing.
 * Waits until it can be seen, so that a poll does not take it for dead.
 */
export function startScript(runId: string): string {
  return `${scriptForRun(runId)}cd "$dir"
mkdir started 2>/dev/null || { echo already; exit 0; }
if command -v setsid >/dev/null 2>&1; then
  setsid nohup sh runner.sh "$dir" >/dev/null 2>&1 </dev/null &
else
  nohup sh runner.sh "$dir" >/dev/null 2>&1 </dev/null &
fi
tries=0
while [ ! -f runner.pid ] && [ ! -s journal ] && [ "$tries" -lt 50 ]; do
  sleep 0.1
  tries=$((tries + 1))
done
echo started
`
}

/**
 * Sets the last trial that may begin: the runner finishes what it is at, and is done before the first one
 * behind it.
 */
export function lastScript(runId: string, index: number): string {
  return `${scriptForRun(runId)}cd "$dir"
echo ${wholeNumber(index)} > last.part
mv last.part last
`
}
