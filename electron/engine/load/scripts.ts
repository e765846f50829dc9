/**
 * The shell scripts that the app sends to the load generator, and what it reads out of their answers. Each
 * is POSIX sh, needs no root and writes under one directory only. Pure: who sends them and where is not
 * known here.
 */
import { gzipSync } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import { idOf, quoted, scriptStart, urlOf, whole } from './shell-text.ts'

/** One line of the runner's schedule. `index` is unique in the run and not negative. */
export interface ScheduledTrial {
  index: number
  /** `warm` is one request by curl; the load's fields are not used then. */
  kind: 'trial' | 'warm'
  connections: number
  threads: number
  durationSec: number
  leadInSec: number
  /** After so many seconds wrk is told to end, and killed two seconds later. */
  deadlineSec: number
  url: string
  /**
   * nginx's stub_status, asked right before and after the trial; null where the origin is not to be asked.
   */
  statusUrl: string | null
}

/** What `uploadScript` may have in all: SSM takes 64 KB together with its document. */
const mostUploaded = 40_000

/** A page of `fetchScript`, below the 24,000 characters that SSM keeps. */
export const pageCharacters = 20_000

/** More journal lines or seconds than this come with the next poll. */
const mostLines = 250

/**
 * wrk ends by itself soon after its duration; this is for the cases where it does not (a loop in its
 * correction, a stuck machine).
 */
export function deadlineFor(durationSec: number): number {
  return Math.ceil(durationSec) + 15
}

/**
 * Writes the files of a run (name → text) and its schedule. Repeatable until the run has started.
 * Throws AppError `load-failed` where they do not fit into one command.
 */
export function uploadScript(
  runId: string,
  files: Readonly<Record<string, string>>,
  schedule: readonly ScheduledTrial[],
): string {
  const contents = { ...files, schedule: schedule.map(scheduleLine).join('') }
  const script = [
    scriptStart,
    `dir="$root"/runs/${quoted(idOf(runId))}\n`,
    'umask 077\nmkdir -p "$dir"\ncd "$dir"\n',
  ]
  for (const [name, text] of Object.entries(contents)) {
    if (!/^[a-z][a-z0-9.-]*$/.test(name))
      throw new AppError('internal', `A file of a run cannot be called ${JSON.stringify(name)}.`)
    script.push(
      `base64 -d <<'EOF' | gzip -dc > ${quoted(name)}\n${gzipSync(text, { level: 9 }).toString('base64')}\nEOF\n`,
    )
  }
  const whole = script.join('')
  if (whole.length <= mostUploaded) return whole
  const sizes = `${whole.length} characters, at most ${mostUploaded}`
  throw new AppError(
    'load-failed',
    `The schedule of ${schedule.length} trials is too long to send to the load generator (${sizes}). Use fewer rounds.`,
  )
}

/** Starts the runner, detached: it survives this command, and a second start of the same run does nothing. */
export function startScript(runId: string): string {
  return `${inRun(runId)}mkdir started 2>/dev/null || { echo already; exit 0; }
if command -v setsid >/dev/null 2>&1; then
  setsid nohup sh runner.sh "$dir" >/dev/null 2>&1 </dev/null &
else
  nohup sh runner.sh "$dir" >/dev/null 2>&1 </dev/null &
fi
echo started
`
}

/** What a poll has seen already: the journal's lines, and the seconds of the trial that was running. */
/**
 * Lets the runner begin so many trials in all, and wait before the next. A file that is not there lets all
 * of them begin.
 */
export function allowScript(runId: string, trials: number): string {
  return `${scriptStart}cd "$root"/runs/${quoted(idOf(runId))}\necho ${whole(trials)} > allowed.part\nmv allowed.part allowed\n`
}

export interface PollPosition {
  journalLine: number
  live: { index: number; second: number } | null
}

export const pollFromStart: PollPosition = { journalLine: 0, live: null }

/**
 * Prints what is new since `after`: journal lines, full seconds of the trial that is running now, whether
 * the runner lives. A second is full when every thread has told of it, or when it is long past: a thread
 * that waits for an answer tells nothing.
 */
export function pollScript(runId: string, after: PollPosition = pollFromStart): string {
  const live = after.live ?? { index: -1, second: -1 }
  return `${scriptStart}dir="$root"/runs/${quoted(idOf(runId))}
echo "after ${whole(after.journalLine)} ${whole(live.index)} ${whole(live.second)}"
if ! cd "$dir" 2>/dev/null; then echo missing; echo end; exit 0; fi
alive=no
if pid=$(cat runner.pid 2>/dev/null) && kill -0 "$pid" 2>/dev/null; then alive=yes; fi
echo "alive $alive"
touch journal
echo "lines $(wc -l < journal)"
tail -n +${whole(after.journalLine + 1)} journal | head -n ${mostLines} | sed 's/^/journal /'
index=$(tail -n 1 journal | awk '$1 == "measuring" { print $2 }')
if [ -n "$index" ] && [ -f "trials/$index/live" ]; then
  after=-1
  if [ "$index" = ${whole(live.index)} ]; then after=${whole(live.second)}; fi
  threads=$(awk -v wanted="$index" '$1 == wanted { print $3 }' schedule)
  awk -v trial="$index" -v after="$after" -v threads="$threads" -v now="$(date +%s)" '
    $1 == "start" { started = $2 / 1000; next }
    NF == 3 { sum[$1] += $3; told[$1]++ }
    END {
      past = int(now - started) - 2
      for (second = after + 1; second <= after + ${mostLines}; second++) {
        if (second > past && told[second] != threads) break
        printf "second %d %d %d\\n", trial, second, sum[second]
      }
    }' "trials/$index/live"
fi
echo end
`
}

/** A line of the runner's journal. `code`: exit code of wrk, or the HTTP status of a warm-up request. */
export type JournalEntry =
  | { kind: 'leadin' | 'measuring'; index: number; atMs: number }
  | { kind: 'finished' | 'warmed'; index: number; atMs: number; code: number }
  | { kind: 'stopped' | 'done' }

export interface Poll {
  /** False where the run's directory is not there (never uploaded, or cleaned). */
  exists: boolean
  /** Whether the runner's process lives. */
  alive: boolean
  journal: JournalEntry[]
  /** More journal lines are waiting than one answer holds: poll again at once. */
  more: boolean
  /**
   * Requests sent in full seconds of the trial that is running, of the seconds that were not polled before.
   */
  live: { index: number; samples: { offsetMs: number; requests: number }[] } | null
  /** To be given to the next `pollScript`. */
  position: PollPosition
}

/** Reads what `pollScript` printed. Throws AppError `load-failed` where the answer is not whole. */
export function parsePoll(stdout: string): Poll {
  const lines = wholeAnswer(stdout).map((line) => line.split(' '))
  const [journalSeen = 0, index = -1, second = -1] =
    lines
      .find(([kind]) => kind === 'after')
      ?.slice(1)
      .map(Number) ?? []
  const journal = lines.flatMap(([kind, ...words]) => (kind === 'journal' ? [journalEntry(words)] : []))
  const seconds = lines.flatMap(([kind, index, second, requests]) =>
    kind === 'second' ? [{ index: Number(index), second: Number(second), requests: Number(requests) }] : [],
  )
  const last = seconds.at(-1)
  const journalLine = journalSeen + journal.length
  const seen = index < 0 ? null : { index, second }
  return {
    exists: !lines.some(([kind]) => kind === 'missing'),
    alive: lines.some(([kind, alive]) => kind === 'alive' && alive === 'yes'),
    journal,
    more: lines.some(([kind, ...words]) => kind === 'lines' && Number(words.at(-1)) > journalLine),
    live: last
      ? {
          index: last.index,
          samples: seconds.map(({ second, requests }) => ({ offsetMs: second * 1000, requests })),
        }
      : null,
    position: { journalLine, live: last ? { index: last.index, second: last.second } : seen },
  }
}

function journalEntry(words: readonly string[]): JournalEntry {
  const [kind = '', ...numbers] = words
  const [index = Number.NaN, atMs = Number.NaN, code = Number.NaN] = numbers.map(Number)
  if (kind === 'stopped' || kind === 'done') return { kind }
  if ((kind === 'leadin' || kind === 'measuring') && !Number.isNaN(atMs)) return { kind, index, atMs }
  if ((kind === 'finished' || kind === 'warmed') && !Number.isNaN(code)) return { kind, index, atMs, code }
  throw new AppError('load-failed', `The journal of the load generator holds "${words.join(' ')}".`)
}

/** Prints the length of a trial's packed result and at most `pageCharacters` of it, from `offset` on. */
export function fetchScript(runId: string, index: number, offset: number): string {
  return `${inRun(runId)}file=trials/${whole(index)}/result.b64
if [ ! -f "$file" ]; then echo missing; exit 0; fi
echo "total $(wc -c < "$file")"
tail -c +${whole(offset + 1)} "$file" | head -c ${pageCharacters}
echo
`
}

/**
 * Reads a page of `fetchScript`; null where the trial has no result. `total` counts characters of the whole
 * packed result.
 */
export function parseFetch(stdout: string): { total: number; text: string } | null {
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

/**
 * Ends a run gracefully: no further trial, and SIGINT to the recorded wrk, again and again because a wrk
 * that is just starting ignores it. After five seconds wrk is killed. Prints `stopped` once the runner is
 * gone.
 */
export function stopScript(runId: string): string {
  return `${inRun(runId)}: > stop
tries=0
while pid=$(cat runner.pid 2>/dev/null) && kill -0 "$pid" 2>/dev/null; do
  tries=$((tries + 1))
  signal=INT
  if [ "$tries" -gt 25 ]; then signal=KILL; fi
  if wrk=$(cat wrk.pid 2>/dev/null); then kill -$signal "$wrk" 2>/dev/null || true; fi
  if [ "$tries" -gt 50 ]; then echo 'the runner does not end' >&2; exit 1; fi
  sleep 0.2 2>/dev/null || sleep 1
done
echo stopped
`
}

/** Removes everything of a run from the load generator. Fails while its runner lives. */
export function cleanScript(runId: string): string {
  return `${scriptStart}dir="$root"/runs/${quoted(idOf(runId))}
if pid=$(cat "$dir/runner.pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null; then echo 'the runner is still at work' >&2; exit 1; fi
rm -rf "$dir"
echo clean
`
}

/** An address that has to answer before it is measured. */
export interface ProbeTarget {
  scenarioId: string
  path: string
  url: string
}

/**
 * Asks each target `times` times in a row, stopping at the first answer other than 200, and prints status,
 * length and SHA-256 of every answer; equal answers that follow each other become one line with their
 * number.
 */
export function probeScript(targets: readonly ProbeTarget[], times = 1): string {
  const asks = targets.map(
    ({ scenarioId, path, url }) => `probe ${quoted(scenarioId)} ${quoted(path)} ${quoted(url)}\n`,
  )
  return `${scriptStart}umask 077
mkdir -p "$root"
body="$root/probe.$$"
trap 'rm -f "$body"' EXIT
sha256() { if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi; }
probe() {
  left=${whole(times)}
  while [ "$left" -gt 0 ]; do
    left=$((left - 1))
    : > "$body"
    status=$(curl -s -o "$body" -w '%{http_code}' -H 'Accept: */*' --max-time 35 "$3") || true
    printf '%s\\t%s\\t%s\\t%s\\t%s\\n' "$1" "$2" "\${status:-000}" "$(wc -c < "$body" | tr -d ' ')" "$(sha256 < "$body" | cut -c 1-64)"
    if [ "$status" != 200 ]; then break; fi
  done
}
{
${asks.join('')}} | uniq -c
echo end
`
}

/** One answer. `status` is 0 where nothing came within 35 s. */
export interface ProbeResult {
  scenarioId: string
  path: string
  status: number
  bytes: number
  sha256: string
}

/** Reads what `probeScript` printed: one result an answer, in the order of asking. */
export function parseProbe(stdout: string): ProbeResult[] {
  return wholeAnswer(stdout).flatMap((line) => {
    const [counted = '', path = '', status, bytes, sha256 = ''] = line.split('\t')
    const [, count, scenarioId] = /^ *(\d+) (.*)$/.exec(counted) ?? []
    if (scenarioId === undefined || sha256.length !== 64)
      throw new AppError('load-failed', `The load generator answered "${line.slice(0, 80)}".`)
    const result = { scenarioId, path, status: Number(status), bytes: Number(bytes), sha256 }
    return Array.from({ length: Number(count) }, () => result)
  })
}

function inRun(runId: string): string {
  return `${scriptStart}dir="$root"/runs/${quoted(idOf(runId))}\ncd "$dir"\n`
}

function scheduleLine(trial: ScheduledTrial): string {
  const numbers = [
    trial.index,
    trial.connections,
    trial.threads,
    trial.durationSec,
    trial.leadInSec,
    trial.deadlineSec,
  ].map(whole)
  return `${[...numbers, urlOf(trial.url), trial.statusUrl === null ? '-' : urlOf(trial.statusUrl), trial.kind].join('\t')}\n`
}

/** The lines of an answer without its last one, `end`, which shows that nothing was cut off. */
function wholeAnswer(stdout: string): string[] {
  const lines = stdout.trimEnd().split('\n')
  if (lines.at(-1) !== 'end')
    throw new AppError('load-failed', 'The answer of the load generator was cut off.')
  return lines.slice(0, -1)
}
