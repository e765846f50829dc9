import { AppError } from '../../../../shared/errors.ts'
import { askingStart } from './asking.ts'
import { completeLines, pinText, quoted, wholeNumber } from './shell-text.ts'

/** What a scenario is asked for, again and again on one connection. */
export interface TimedTarget {
  scenarioId: string
  url: string
  /** As a `ProbeTarget` has it. */
  pin: string | null
}

/** How long the answers of a scenario took on a warm connection. */
export interface AnswerTimes {
  scenarioId: string
  /** In milliseconds, of those with status 200: a throttled stage may refuse some. */
  ms: number[]
}

/** How many answers are timed. Rule 11. */
const timedAnswers = 10
/** How many are asked for: the first, which opens the connection, is left out. */
export const askedAnswers = timedAnswers + 1

/** Asks each target on a connection of its own, and prints status and seconds of every answer. */
export function answerTimesScript(targets: readonly TimedTarget[], bodyBytes: number): string {
  const asks = targets.map(
    ({ scenarioId, url, pin }) => `time_answers ${quoted(scenarioId)} ${quoted(url)} ${pinText(pin)}\n`,
  )
  return `${askingStart(bodyBytes)}time_answers() {
  printf 'of %s\\n' "$1"
  url=$2
  trusting "\${3-}"
  left=${wholeNumber(askedAnswers)}
  set --
  while [ "$left" -gt 0 ]; do
    left=$((left - 1))
    set -- "$@" -o "$answer" "$url"
  done
  ask -w '%{http_code} %{time_total}\\n' "$@" || true
}
${asks.join('')}echo end
`
}

/** Reads what `answerTimesScript` printed, in the order of asking. Throws AppError `load-failed`. */
export function parseAnswerTimes(stdout: string): AnswerTimes[] {
  const found: { scenarioId: string; answers: { status: number; ms: number }[] }[] = []
  for (const line of completeLines(stdout)) {
    const scenarioId = /^of (.+)$/.exec(line)?.[1]
    const [, status, seconds] = /^(\d{3}) (\d+[.,]\d+)$/.exec(line) ?? []
    if (scenarioId !== undefined) found.push({ scenarioId, answers: [] })
    else if (seconds !== undefined)
      found.at(-1)?.answers.push({ status: Number(status), ms: Number(seconds.replace(',', '.')) * 1_000 })
    else throw new AppError('load-failed', `The load generator answered "${line.slice(0, 80)}".`)
  }
  return found.map(({ scenarioId, answers }) => {
    const warm = answers.slice(1).filter(({ status }) => status === 200)
    return { scenarioId, ms: warm.map(({ ms }) => ms) }
  })
}
