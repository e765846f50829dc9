import { lightLoad } from './light-load.ts'
import { mulberry32, shuffled, type Random } from './random.ts'
import type { Run, Trial } from './run.ts'
import { williamsRows } from './statistics/williams.ts'

/** One trial to come. `order` counts from 0 over the whole run, `round` from 1. */
export type PlannedTrial = Pick<Trial, 'order' | 'round' | 'scenarioId' | 'slot' | 'path' | 'load'>

/** Who takes part in a block: the baseline may do so twice. */
type Slot = Pick<Trial, 'scenarioId' | 'slot'>

/**
 * The order of all trials, from a seed. A block is round × path: paths are shuffled within each round, and
 * each block takes a row of Williams' design, so that scenarios stand equally often at every place and
 * behind every other one: neither drift nor carry-over can favour one of them. Rule 6.
 * @param plan `twice` names the scenario that runs in two slots of each block; with `light`, each round
 *   opens with a trial at light load for each scenario, on the first path (rule 11)
 */
export function planTrials(plan: {
  scenarios: readonly string[]
  paths: readonly string[]
  rounds: number
  seed: number
  twice?: string
  light?: boolean
}): PlannedTrial[] {
  const random = mulberry32(plan.seed)
  const nextRow = drawRows(slotsOf(plan.scenarios, plan.twice), random)
  const trials: PlannedTrial[] = []
  const add = (slots: readonly Slot[], rest: Pick<PlannedTrial, 'round' | 'path' | 'load'>): void => {
    for (const slot of slots) trials.push({ order: trials.length, ...slot, ...rest })
  }
  const [firstPath] = plan.paths
  for (let round = 1; round <= plan.rounds; round += 1) {
    if (plan.light && firstPath !== undefined)
      add(shuffled(slotsOf(plan.scenarios), random), { round, path: firstPath, load: 'light' })
    for (const path of shuffled(plan.paths, random)) add(nextRow(), { round, path, load: 'closed' })
  }
  return trials
}

/** What starting and ending a trial may take on top of its seconds. */
const betweenTrialsMs = 5_000

/** How long the trials of a run take at most, in milliseconds. */
export function longestMs({ load }: Pick<Run, 'load'>, trials: readonly Pick<Trial, 'load'>[]): number {
  const sec = (kind: Trial['load']): number => {
    const { durationSec, leadIn } = kind === 'light' ? lightLoad(load) : load
    return durationSec + (leadIn.kind === 'load' ? leadIn.seconds : 1)
  }
  return trials.reduce((all, trial) => all + sec(trial.load) * 1000 + betweenTrialsMs, 0)
}

function slotsOf(scenarios: readonly string[], twice?: string): Slot[] {
  return scenarios.flatMap((scenarioId) => [
    { scenarioId, slot: 0 },
    ...(scenarioId === twice ? [{ scenarioId, slot: 1 }] : []),
  ])
}

/** Rows without replacement; for every new set the slots get new numbers. */
function drawRows(slots: readonly Slot[], random: Random): () => Slot[] {
  let left: Slot[][] = []
  return () => {
    if (left.length === 0) {
      const numbered = shuffled(slots, random)
      const rows = williamsRows(slots.length).map((row) => row.map((number) => numbered[number] as Slot))
      left = shuffled(rows, random)
    }
    return left.pop() ?? []
  }
}
