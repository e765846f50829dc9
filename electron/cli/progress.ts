import type { AnyEvent } from '../../shared/events.ts'
import { sum } from '../../shared/cost.ts'
import type { Trial } from '../../shared/run.ts'
import type { PlannedTrial } from '../../shared/schedule.ts'
import { terminalLine, terminalText } from '../platform/terminal-text.ts'
import { figure, milliseconds } from './outcome-table.ts'
import { widthOf, wrapped } from './terminal-width.ts'

/** Where progress goes: a live line on a terminal, plain lines elsewhere. */
export interface ProgressView {
  onEvent: (event: AnyEvent) => void
  /** Writes a line that stays. */
  line: (text: string) => void
  /**
   * Says which trials are to come, and how long each takes, once a run has started; `atMost` where it may end
   * before the last.
   */
  expect: (trials: readonly PlannedTrial[], takesMs: (trial: PlannedTrial) => number, atMost: boolean) => void
  /** Removes the live line. */
  end: () => void
}

/** @param quiet whether nothing is shown at all */
export function createProgress(out: NodeJS.WriteStream, quiet = false): ProgressView {
  return quiet ? silentProgress : progressOn(out)
}

function progressOn(out: NodeJS.WriteStream): ProgressView {
  const live = out.isTTY
  let planned: readonly PlannedTrial[] = []
  let trialMs = (_trial: PlannedTrial): number => 0
  let mayEndEarlier = false
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
    const width = live ? widthOf(out) : Infinity
    out.write(`${wrapped(terminalText(text), width, 4).join('\n')}\n`)
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
    const left = leftText(sum(planned.slice(finished).map(trialMs)), mayEndEarlier)
    drawText(`[${finished + 1}/${planned.length}] ${current}  ${left}`)
  }

  return {
    line,
    expect(trials, takesMs, atMost) {
      mayEndEarlier = atMost
      planned = trials
      trialMs = takesMs
    },
    onEvent(event) {
      if (event.name === 'activity.appended') {
        const [level, message] = [event.data.level, terminalLine(event.data.message)]
        detail = level === 'detail' ? `  ${message}` : ''
        return level === 'detail' ? draw() : line(`  ${level === 'info' ? '' : `${level}: `}${message}`)
      }
      if (event.name === 'trial.started') {
        current = `${nameAt(planned, event.data.order)}${event.data.part === 'lead-in' ? ' (lead-in)' : ''}`
        return draw()
      }
      if (event.name === 'sample.taken') {
        const { order, requests } = event.data
        current = `${nameAt(planned, order)}  ${figure(requests)} requests sent per second`
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

const silentProgress: ProgressView = {
  onEvent: () => undefined,
  line: () => undefined,
  expect: () => undefined,
  end: () => undefined,
}

function leftText(ms: number, mayEndEarlier: boolean): string {
  return `${mayEndEarlier ? 'at most' : 'about'} ${Math.ceil(ms / 1000)} s left`
}

function trialLine(trial: Trial, place: number, of: number): string {
  const what = `  [${place}/${of}] ${trialName(trial)}`
  if (!trial.result)
    return `${what}: ${trial.status}${trial.reason ? ` (${terminalLine(trial.reason)})` : ''}`
  const doubt = trial.status === 'succeeded' ? '' : ` (${trial.status}: ${terminalLine(trial.reason ?? '')})`
  const { goodRatePerSec, latencyUs } = trial.result
  const measured =
    trial.load === 'light'
      ? `p50 ${milliseconds(latencyUs.measured.p50)} ms`
      : `${figure(goodRatePerSec)} good req/s`
  return `${what}: ${measured}${doubt}`
}

function nameAt(planned: readonly PlannedTrial[], order: number): string {
  const trial = planned.find((one) => one.order === order)
  return trial ? trialName(trial) : `trial ${order + 1}`
}

/** A scenario on a path; the baseline may run twice, and light load is another question. */
function trialName({ scenarioId, path, slot, load }: PlannedTrial): string {
  return `${scenarioId} ${path}${slot > 0 ? ' again' : ''}${load === 'light' ? ' (one connection)' : ''}`
}
