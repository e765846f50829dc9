import type { Judgement } from './judged-requirements.ts'

/** A scenario, how it stands to the requirements, and what a month costs. */
export interface PricedScenario {
  scenarioId: string
  judgement: Judgement
  /** Dollars a month for a number of requests. */
  usd: (requestsPerMonth: number) => number
}

/** A stretch of volumes with one answer. */
export interface Band {
  from: number
  to: number
  /** The cheapest that meets the requirements; null where none is known to. */
  cheapest: string | null
  /** One that is cheaper still, but is not known yet to meet them; null without any. */
  undecided: string | null
}

/** From this volume on another scenario is the cheapest that meets the requirements. */
interface Flip {
  at: number
  from: string
  to: string
}

export interface FlipMap {
  bands: readonly Band[]
  flips: readonly Flip[]
}

/** Volumes that are looked at in each power of ten, before it is bisected where the answer changes. */
const looksPerDecade = 64
/** Halving so often narrows a look down to less than one request in a billion. */
const halvings = 50
/** What differs by less costs the same: sums of the same prices differ in their last digits. */
const sameCost = 1e-9

/** Which scenario is the cheapest at which volume, and where that changes. Pure. */
export function flipMap(scenarios: readonly PricedScenario[], range: { from: number; to: number }): FlipMap {
  const at = (volume: number): Answer => answerAt(scenarios, volume)
  const bands: Band[] = []
  const steps = Math.max(1, Math.ceil(Math.log10(range.to / range.from) * looksPerDecade))
  const step = (range.to / range.from) ** (1 / steps)
  let start = range.from
  let current = at(start)
  for (let place = 1; place <= steps; place += 1) {
    const here = place === steps ? range.to : range.from * step ** place
    while (!isSame(at(here), current)) {
      const change = changeBetween(at, start, here, current)
      bands.push({ from: bands.at(-1)?.to ?? range.from, to: change, ...current })
      current = at(change)
      start = change
    }
    start = here
  }
  bands.push({ from: bands.at(-1)?.to ?? range.from, to: range.to, ...current })
  return { bands, flips: flipsOf(bands) }
}

type Answer = Pick<Band, 'cheapest' | 'undecided'>

function isSame(one: Answer, other: Answer): boolean {
  return one.cheapest === other.cheapest && one.undecided === other.undecided
}

/** The first volume between two with another answer than the first has. */
function changeBetween(at: (volume: number) => Answer, from: number, to: number, before: Answer): number {
  let [low, high] = [from, to]
  for (let half = 0; half < halvings; half += 1) {
    const middle = Math.sqrt(low * high)
    if (isSame(at(middle), before)) low = middle
    else high = middle
  }
  return high
}

function answerAt(scenarios: readonly PricedScenario[], volume: number): Answer {
  const cheapest = cheapestOf(
    scenarios.filter(({ judgement }) => judgement === 'meets'),
    volume,
  )
  const open = cheapestOf(
    scenarios.filter(({ judgement }) => judgement === 'unknown'),
    volume,
  )
  const isCheaper = open !== null && (cheapest === null || open.usd < cheapest.usd * (1 - sameCost))
  return { cheapest: cheapest?.id ?? null, undecided: isCheaper ? open.id : null }
}

/** Of those that cost the same, the first. */
function cheapestOf(
  scenarios: readonly PricedScenario[],
  volume: number,
): { id: string; usd: number } | null {
  let best: { id: string; usd: number } | null = null
  for (const { scenarioId, usd } of scenarios) {
    const own = usd(volume)
    if (best === null || own < best.usd * (1 - sameCost)) best = { id: scenarioId, usd: own }
  }
  return best
}

function flipsOf(bands: readonly Band[]): Flip[] {
  return bands.flatMap(({ to, cheapest }, place) => {
    const next = bands[place + 1]
    if (next === undefined || cheapest === null || next.cheapest === null) return []
    return next.cheapest === cheapest ? [] : [{ at: to, from: cheapest, to: next.cheapest }]
  })
}
