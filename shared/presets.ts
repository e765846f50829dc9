import type { Account } from './account.ts'
import type { Experiment, Load, Service } from './experiment.ts'
import { floorsAmong } from './floors.ts'
import { measuringTime, type Measured } from './measuring-time.ts'
import { isSameData } from './same-data.ts'
import { allowanceOf } from './trial-time.ts'
import { defaultMargins, type Margins } from './statistics/level.ts'

/**
 * `quick`: a first look in two minutes. `standard`: until sure, to decide by. `exact`: as the experiment's
 * file says, so that its figures can be set beside published ones. Rule 17.
 */
export const presets = ['quick', 'standard', 'exact'] as const
export type Preset = (typeof presets)[number]

/** The preset that holds unless a person chooses: a real account is asked for a decision. */
export function usualPreset({ kind }: Pick<Account, 'kind'>): Preset {
  return kind === 'practice' ? 'quick' : 'standard'
}

/** What no preset says, since it is about the person: kept when another is chosen. */
export interface OwnAnswers {
  service: Service
  margins: Margins
}

/**
 * The load and the paths of a preset, with the experiment's own threads and connections. `exact` takes the
 * experiment's service too, whatever the answers say.
 * @param scenarios those that are compared: the more there are, the fewer rounds fit into a run until sure
 */
export function presetPlan(
  preset: Preset,
  experiment: Pick<Experiment, 'load' | 'paths' | 'floors'>,
  scenarios: readonly string[],
  { service, margins }: OwnAnswers = { service: experiment.load.service, margins: defaultMargins },
): { load: Load; paths: string[] } {
  if (preset === 'exact') return { load: experiment.load, paths: [...experiment.paths] }
  const paths = experiment.paths.slice(0, 1)
  const common = { ...experiment.load, spread: true, service }
  if (preset === 'quick') {
    const leadIn = { kind: 'load', seconds: 1 } as const
    return { load: { ...common, durationSec: 3, rounds: 4, leadIn, untilSure: null, light: false }, paths }
  }
  const leadIn = { kind: 'load', seconds: 3 } as const
  const load: Load = { ...common, durationSec: 8, leadIn, untilSure: margins, light: true }
  const measured = { load, paths, scenarios, floors: floorsAmong(scenarios, experiment) }
  return { load: { ...load, rounds: roundsWithin(measured) }, paths }
}

/** A run until sure is planned to measure for this long, unless a person chooses its rounds. */
const usualSec = 900
const usualRounds = { min: 6, max: 12 }

/** How many rounds a run until sure may take: as many as fit into 15 minutes, within 6 to 12. Rule 17. */
export function roundsWithin({ load, ...measured }: Measured): number {
  const timeMs = Number.isFinite(load.service.timeMs) ? load.service.timeMs : 0
  const asked = { ...measured, load: { ...load, service: { ...load.service, timeMs } } }
  // By rule 17 for every account, so that a plan is the same wherever it runs.
  const { roundMs } = measuringTime(asked, allowanceOf({ kind: 'profile' }))
  const fitting = Math.floor((usualSec * 1000) / roundMs)
  return Number.isFinite(fitting)
    ? Math.min(usualRounds.max, Math.max(usualRounds.min, fitting))
    : usualRounds.min
}

/** Which preset a load is; null for a load of one's own. A person's own answers make no difference. */
export function presetOf(
  plan: Pick<Measured, 'load' | 'paths'> & { scenarios: readonly string[] },
  experiment: Pick<Experiment, 'load' | 'paths' | 'floors'>,
): Preset | null {
  const { load, paths, scenarios } = plan
  const answers = { service: load.service, margins: load.untilSure ?? defaultMargins }
  const found = presets.find((preset) =>
    isSameData({ load, paths: [...paths] }, presetPlan(preset, experiment, scenarios, answers)),
  )
  return found ?? null
}
