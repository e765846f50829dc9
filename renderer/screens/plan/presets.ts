import { loadOfTyped } from '../../../shared/choices.ts'
import type { TypedChoices } from '../../../shared/deployment.ts'
import type { Experiment, Load } from '../../../shared/experiment.ts'
import { quickLoad, usualLeadInSec } from '../../../shared/quick-choices.ts'

/**
 * `quick`: a first look in a minute or two. `published`: what the experiment's file says, so that its
 * figures can be set beside others.
 */
export type Preset = 'quick' | 'published' | 'own'

/** A load while it is typed: null where there is no number. */
export interface LoadFields extends Omit<TypedChoices['load'], 'leadIn'> {
  leadIn: Load['leadIn']['kind']
  /** Kept while the lead-in is one request, for the case that it changes back. */
  leadInSec: number | null
}

export function loadFieldsOf(load: TypedChoices['load']): LoadFields {
  const { leadIn } = load
  return {
    ...load,
    leadIn: leadIn.kind,
    leadInSec: leadIn.kind === 'load' ? leadIn.seconds : usualLeadInSec,
  }
}

/** The load of the fields, as it is saved. */
export function typedLoadOf(fields: LoadFields): TypedChoices['load'] {
  const { leadIn, leadInSec, ...rest } = fields
  return {
    ...rest,
    leadIn: leadIn === 'load' ? { kind: 'load', seconds: leadInSec } : { kind: 'one-request' },
  }
}

/** The load of the fields; NaN where one holds no number. */
export function loadOf(fields: LoadFields): Load {
  return loadOfTyped(typedLoadOf(fields))
}

/** The values of a preset; null for `own`, which keeps the current ones. */
export function presetValues(
  preset: Preset,
  experiment: Experiment,
): { load: LoadFields; paths: string[] } | null {
  if (preset === 'own') return null
  const { load, paths } = preset === 'quick' ? quickLoad(experiment) : experiment
  return { load: loadFieldsOf(load), paths: [...paths] }
}

/** Which preset a load is. */
export function presetOf(
  load: TypedChoices['load'],
  paths: readonly string[],
  experiment: Experiment,
): Preset {
  const same = (other: { load: Load; paths: readonly string[] }): boolean =>
    JSON.stringify([loadFieldsOf(load), paths]) === JSON.stringify([loadFieldsOf(other.load), other.paths])
  if (same(quickLoad(experiment))) return 'quick'
  return same(experiment) ? 'published' : 'own'
}

/** What a preset is called. `published` has the year of the published figures in its name. */
export function presetTitle(preset: Preset, { published }: Experiment): string {
  if (preset === 'quick') return 'Quick'
  if (preset === 'own') return 'Custom'
  return published === undefined ? 'As the experiment says' : `Exactly as in ${published.year}`
}
