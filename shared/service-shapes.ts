import type { Service } from './experiment.ts'
import { count } from './figures.ts'
import { staticPages } from './plain-load.ts'

/** Services that a person may recognise their own in. */
export const serviceShapes: readonly { id: string; title: string; service: Service }[] = [
  {
    id: 'static',
    title: 'Static pages',
    service: staticPages,
  },
  {
    id: 'quick-api',
    title: '20 ms API',
    service: { timeMs: 20, answer: { kind: 'page' }, request: { kind: 'get' } },
  },
  {
    id: 'slow-api',
    title: '80 ms API, 10 kB',
    service: { timeMs: 80, answer: { kind: 'generated', bytes: 10_000 }, request: { kind: 'get' } },
  },
  {
    id: 'upload',
    title: '256 kB upload',
    service: { timeMs: 0, answer: { kind: 'page' }, request: { kind: 'post', bytes: 256_000 } },
  },
]

const space = '\u00A0'

/** A service in a few words: `answers after 80 ms with 10 kB`, `answers at once with the page`. */
export function serviceText({ timeMs, answer, request }: Service): string {
  const when = timeMs === 0 ? 'answers at once' : `answers after ${count(timeMs)}${space}ms`
  const what = answer.kind === 'page' ? 'with the page' : `with ${sizeText(answer.bytes)}`
  const asked = request.kind === 'post' ? `takes ${sizeText(request.bytes)} and ` : ''
  return `${asked}${when} ${what}`
}

/** `800 B`, `10 kB`, `1 MB`; as exact as it was given. */
function sizeText(bytes: number): string {
  const [size, unit] =
    bytes >= 1_000_000 ? [bytes / 1_000_000, 'MB'] : bytes >= 1000 ? [bytes / 1000, 'kB'] : [bytes, 'B']
  return `${size.toLocaleString('en-US', { maximumFractionDigits: 6 })}${space}${unit}`
}
