import type { Experiment, Load } from '../../shared/experiment.ts'
import { presetPlan } from '../../shared/presets.ts'
import { defaultMargins } from '../../shared/statistics/level.ts'
import { asksUntilSure, type LoadOptions } from './load-options.ts'

/** What `sluice demo` runs. */
export const demoExperimentId = 'proxy-2017'

/**
 * Until sure on one machine: an origin that takes 50 ms keeps the processors idle enough for ten connections
 * to tell the ways apart. With 5 scenarios and the baseline twice, a round takes about 21 s, so that 8 rounds
 * end within three and a half minutes. Light load would take another 100 s a round: 450 answers of 50 ms for
 * each scenario.
 */
const untilSure = {
  threads: 2,
  connections: 10,
  durationSec: 2,
  rounds: 8,
  leadIn: { kind: 'load', seconds: 1 },
  untilSure: defaultMargins,
  light: false,
  spread: true,
  service: { timeMs: 50, answer: { kind: 'page' }, request: { kind: 'get' } },
} satisfies Load

/** What the help says of it. */
export const demoText =
  'With --until-sure the service takes 50ms, and path / is measured in at most\n' +
  '8 rounds of 2s with 10 connections, without light load: in under 4 minutes.'

/** As in 2017 with one short round; or a preset; or until sure. */
export function demoStart(
  experiment: Experiment,
  { preset, scenario, ...options }: LoadOptions & { scenario?: string[] },
): { load: Load; paths: string[] } {
  if (preset !== undefined) return presetPlan(preset, experiment, scenario ?? experiment.scenarios)
  if (asksUntilSure(options)) return { load: untilSure, paths: experiment.paths.slice(0, 1) }
  return { load: { ...experiment.load, durationSec: 3, rounds: 1 }, paths: experiment.paths }
}
