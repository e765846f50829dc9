/** One exact moment of a process: see `kill-hook.ts`. */
export interface Point {
  when: 'before' | 'after'
  number: number
  kind: string
}

export function nameOf({ when, number, kind }: Point): string {
  return `${when} ${number} ${kind}`
}

/**
 * Moments to die at, drawn from all that a run passed through, so that each part of it comes up for as long
 * as it lasts. Without an end: some are not reached again, as they count how often something was polled.
 */
export function* drawnPoints(passed: readonly string[], random: () => number): Generator<Point> {
  while (true) {
    const at = Math.floor(random() * passed.length)
    const kind = passed[at] ?? ''
    const number = passed.slice(0, at + 1).filter((one) => one === kind).length
    const isBefore = random() < 0.5 && !kind.includes(': ')
    yield { when: isBefore ? 'before' : 'after', number, kind }
  }
}

/** Calls that change nothing: dying after one is dying before whatever comes next. */
const reading = /^(Describe|Get|List|Simulate)/

/**
 * The moments to die at, from what a whole run passed through: of every kind the first, the middle and the
 * last; before it, and where it has an effect after it too. Looks are all alike: of those the middle one.
 */
export function pointsOf(passed: readonly string[]): Point[] {
  const counts = new Map<string, number>()
  for (const kind of passed) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].flatMap(([kind, count]) => {
    const middle = Math.ceil(count / 2)
    if (reading.test(kind) && !kind.includes(': ')) return [{ when: 'before' as const, number: middle, kind }]
    // What a call has told is there after it only.
    const moments = kind.includes(': ') ? (['after'] as const) : (['before', 'after'] as const)
    return [...new Set([1, middle, count])].flatMap((number) =>
      moments.map((when) => ({ when, number, kind })),
    )
  })
}
