import type { Trial } from './run.ts'

/** One trial to come. `order` counts from 0 over the whole run, `round` from 1. */
export type PlannedTrial = Pick<Trial, 'order' | 'round' | 'scenarioId' | 'slot' | 'path' | 'load'>

/**
 * The order of all trials, from a seed. A block is round × path: paths are shuffled within each round, and
 * scenarios take turns by a cyclic Latin square, so that over as many blocks as there are scenarios each
 * stands once at every place and drift cannot favour one of them.
 */
export function planTrials(plan: {
  scenarios: readonly string[]
  paths: readonly string[]
  rounds: number
  seed: number
}): PlannedTrial[] {
  const random = mulberry32(plan.seed)
  const base = shuffled(plan.scenarios, random)
  let shifts: number[] = []
  const trials: PlannedTrial[] = []
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const path of shuffled(plan.paths, random)) {
      if (shifts.length === 0) shifts = shuffled([...base.keys()], random)
      const shift = shifts.pop() ?? 0
      for (const place of base.keys()) {
        const scenarioId = base[(place + shift) % base.length]
        if (scenarioId !== undefined)
          trials.push({ order: trials.length, round, scenarioId, slot: 0, path, load: 'closed' })
      }
    }
  }
  return trials
}

/** Fisher-Yates, on a copy. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items]
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const kept = copy[last] as T
    copy[last] = copy[other] as T
    copy[other] = kept
  }
  return copy
}

/**
 * Mulberry32: a small generator with 32 bits of state, enough to shuffle; the same seed gives the same
 * order on every machine.
 */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
