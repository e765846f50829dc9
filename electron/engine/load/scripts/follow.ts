import { journalEntry, type JournalEntry } from './journal.ts'
import { completeLines, scriptForRun, wholeNumber } from './shell-text.ts'

/** What earlier polls have read: the journal's lines, and the seconds of the trial that was running. */
export interface PollPosition {
  journalLine: number
  live: { index: number; second: number } | null
}

export const pollFromStart: PollPosition = { journalLine: 0, live: null }

/** More journal lines or seconds than this come with the next poll. */
const linesPerPoll = 250

/**
 * Prints what is new since `after`: journal lines, full seconds of the trial that is running now, whether
 * the runner lives. A second is full when every thread has reported it, or when it is long past: a thread
 * that waits for an answer reports nothing.
 */
export function pollScript(runId: string, after: PollPosition = pollFromStart): string {
  const live = after.live ?? { index: -1, second: -1 }
  return `${scriptForRun(runId)}
echo "after ${wholeNumber(after.journalLine)} ${wholeNumber(live.index)} ${wholeNumber(live.second)}"
if ! cd "$dir" 2>/dev/null; then echo missing; echo end; exit 0; fi
alive=no
if pid=$(cat runner.pid 2>/dev/null) && kill -0 "$pid" 2>/dev/null; then alive=yes; fi
echo "alive $alive"
touch journal
echo "lines $(wc -l < journal)"
tail -n +${wholeNumber(after.journalLine + 1)} journal | head -n ${linesPerPoll} | sed 's/^/journal /'
index=$(tail -n 1 journal | awk '$1 == "measuring" { print $2 }')
if [ -n "$index" ] && [ -f "trials/$index/live" ]; then
  after=-1
  if [ "$index" = ${wholeNumber(live.index)} ]; then after=${wholeNumber(live.second)}; fi
  threads=$(awk -v wanted="$index" '$1 == wanted { print $3 }' schedule)
  awk -v trial="$index" -v after="$after" -v threads="$threads" -v now="$(date +%s)" '
    $1 == "start" { started = $2 / 1000; next }
    NF == 3 { sum[$1] += $3; reported[$1]++ }
    END {
      past = int(now - started) - 2
      for (second = after + 1; second <= after + ${linesPerPoll}; second++) {
        if (second > past && reported[second] != threads) break
        printf "second %d %d %d\\n", trial, second, sum[second]
      }
    }' "trials/$index/live"
fi
echo end
`
}

export interface Poll {
  /** False when the run's directory is not there (never uploaded, or cleaned). */
  exists: boolean
  /** Whether the runner's process lives. */
  alive: boolean
  journal: JournalEntry[]
  /** More journal lines are waiting than one answer holds: poll again at once. */
  more: boolean
  /** Requests sent in each full second of the running trial that was not polled before. */
  live: { index: number; samples: { offsetMs: number; requests: number }[] } | null
  /** To be given to the next `pollScript`. */
  position: PollPosition
}

/** Reads what `pollScript` printed. Throws AppError `load-failed` when the answer is not complete. */
export function parsePoll(stdout: string): Poll {
  const lines = completeLines(stdout).map((line) => line.split(' '))
  const of = (kind: string) => lines.flatMap(([first, ...words]) => (first === kind ? [words] : []))
  const [journalBefore = 0, index = -1, second = -1] = of('after')[0]?.map(Number) ?? []
  const journal = of('journal').map(journalEntry)
  const live = liveOf(of('second').map((words) => words.map(Number)))
  const journalLine = journalBefore + journal.length
  const liveBefore = index < 0 ? null : { index, second }
  return {
    exists: of('missing').length === 0,
    alive: of('alive')[0]?.[0] === 'yes',
    journal,
    // Some versions of wc pad the number with spaces.
    more: Number(of('lines')[0]?.at(-1) ?? 0) > journalLine,
    live: live && { index: live.index, samples: live.samples },
    position: { journalLine, live: live ? { index: live.index, second: live.second } : liveBefore },
  }
}

/** @param lines trial, second and requests. `second` is the last one of them. */
function liveOf(lines: readonly number[][]) {
  const [index, second] = lines.at(-1) ?? []
  if (index === undefined || second === undefined) return null
  const samples = lines.map(([, second = 0, requests = 0]) => ({ offsetMs: second * 1000, requests }))
  return { index, second, samples }
}
