import type { AnyEvent } from '../../shared/contract.ts'
import type { Trial } from '../../shared/run.ts'
import type { PlannedTrial } from '../../shared/schedule.ts'
import { terminalLine, terminalText } from '../platform/terminal-text.ts'
import { figure } from './outcome-table.ts'

/** Where progress goes: a live line on a terminal, plain lines elsewhere. */
export interface ProgressView {
  onEvent: (event: AnyEvent) => void
  /** Writes a line that stays. */
  line: (text: string) => void
  /** Says which trials are to come, once a run has started. */
  expect: (trials: readonly PlannedTrial[], trialMs: number) => void
  /** Removes the live line. */
  end: () => void
}

export function createProgress(out: NodeJS.WriteStream): ProgressView {
  const live = out.isTTY
  let planned: readonly PlannedTrial[] = []
  let eachMs = 0
  let finished = 0
  let current = ''
  let drawn = false
  let detail = ''

  const clear = () => {
    if (drawn) out.write('\r\u001b[2K')
    drawn = false
  }
  const line = (text: string) => {
    clear()
    out.write(`${terminalText(text)}\n`)
    draw()
  }
  const drawText = (text: string) => {
    clear()
    if (!live || text === '') return
    out.write(terminalLine(text).slice(0, (out.columns || 80) - 1))
    drawn = true
  }
  const draw = () => {
    if (planned.length === 0 || finished === planned.length) return drawText(detail)
    const left = Math.ceil(((planned.length - finished) * eachMs) / 1000)
    drawText(`[${finished + 1}/${planned.length}] ${current}  about ${left} s left`)
  }
  const nameOf = (order: number) => {
    const trial = planned.find((one) => one.order === order)
    return trial ? `${trial.scenarioId} ${trial.path}` : `trial ${order + 1}`
  }

  return {
    line,
    expect(trials, trialMs) {
      planned = trials
      eachMs = trialMs
    },
    onEvent(event) {
      if (event.name === 'activity.appended') {
        const [level, message] = [event.data.level, terminalLine(event.data.message)]
        detail = level === 'detail' ? `  ${message}` : ''
        return level === 'detail' ? draw() : line(`  ${level === 'info' ? '' : `${level}: `}${message}`)
      }
      if (event.name === 'trial.started') {
        current = `${nameOf(event.data.order)}${event.data.part === 'lead-in' ? ' (lead-in)' : ''}`
        return draw()
      }
      if (event.name === 'sample.taken') {
        current = `${nameOf(event.data.order)}  ${figure(event.data.requests)} requests sent per second`
        return draw()
      }
      if (event.name === 'trial.finished') {
        finished += 1
        line(trialLine(event.data, finished, planned.length))
      }
    },
    end: clear,
  }
}

function trialLine(trial: Trial, place: number, of: number): string {
  const what = `  [${place}/${of}] ${trial.scenarioId} ${trial.path}`
  if (!trial.result)
    return `${what}: ${trial.status}${trial.reason ? ` (${terminalLine(trial.reason)})` : ''}`
  const doubt = trial.status === 'succeeded' ? '' : ` (${trial.status}: ${terminalLine(trial.reason ?? '')})`
  return `${what}: ${figure(trial.result.goodRatePerSec)} good req/s${doubt}`
}
