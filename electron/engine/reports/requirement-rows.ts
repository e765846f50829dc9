import { count } from '../../../shared/figures.ts'
import { mustHaveNames } from '../../../shared/must-have-text.ts'
import type { Requirements } from '../../../shared/requirements.ts'

/** What a person requires, by name. */
export function requirementRows(required: Requirements): [name: string, value: string][] {
  const { requestsPerMonth, peakPerSec, answerBytes, requestsPerConnection, serviceMs, latency } = required
  return [
    ['Requests a month', count(requestsPerMonth)],
    ['Peak', `${count(peakPerSec)} requests per second`],
    ['Answer', answerBytes === null ? 'as in the run' : `${count(answerBytes)} bytes`],
    ['Requests per connection', count(requestsPerConnection)],
    ['Service', serviceMs === null ? 'as in the run' : `${count(serviceMs)} ms`],
    ['Latency at light load', latency === null ? 'any' : latencyText(latency)],
    ['Must-haves', required.mustHaves.map((id) => mustHaveNames[id]).join(', ') || 'none'],
    ['Free tier', required.freeTier ? 'subtracted' : 'not subtracted'],
  ]
}

function latencyText({ percentile, of, ms }: NonNullable<Requirements['latency']>): string {
  return `at most ${ms} ms at ${percentile}, ${of === 'added' ? 'added to the baseline' : 'in total'}`
}
