import { gzipSync } from 'node:zlib'
import { AppError } from '../../../../shared/errors.ts'
import { scheduleText, type ScheduledTrial } from './schedule.ts'
import { quoted, scriptForRun, wholeNumber } from './shell-text.ts'

/** The longest `uploadScript`, in characters: SSM takes 64 KB together with its document. */
const longestUpload = 40_000

/**
 * Writes the files of a run (name → text) and its schedule. Repeatable until the run has started.
 * Throws AppError `load-failed` when they do not fit into one command.
 */
export function uploadScript(
  runId: string,
  files: Readonly<Record<string, string>>,
  schedule: readonly ScheduledTrial[],
): string {
  const writes = Object.entries({ ...files, schedule: scheduleText(schedule) }).map(writeFile)
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

/** Starts the runner, detached: it survives this command, and a second start of the same run does nothing. */
export function startScript(runId: string): string {
  return `${scriptForRun(runId)}cd "$dir"
mkdir started 2>/dev/null || { echo already; exit 0; }
if command -v setsid >/dev/null 2>&1; then
  setsid nohup sh runner.sh "$dir" >/dev/null 2>&1 </dev/null &
else
  nohup sh runner.sh "$dir" >/dev/null 2>&1 </dev/null &
fi
echo started
`
}

/**
 * Sets how many trials the runner may begin in all; it waits before the next one. Without this file it may
 * begin all of them.
 */
export function limitScript(runId: string, trials: number): string {
  return `${scriptForRun(runId)}cd "$dir"
echo ${wholeNumber(trials)} > allowed.part
mv allowed.part allowed
`
}
