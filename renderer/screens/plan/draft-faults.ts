import { choicesOf, type FullChoices } from '../../../shared/choices.ts'
import { checkLoad } from '../../../shared/load-rules.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { budgetLimits } from '../../../shared/budget.ts'
import { hourMs, type Draft, type Limits } from './draft.ts'
import { loadOf, type LoadFields } from './presets.ts'

/** What is wrong with a draft, by field, as sentences for the person; null or no entry where nothing is. */
export interface Faults {
  account: string | null
  scenarios: string | null
  /** Scenario → parameter → fault. */
  options: Record<string, Record<string, string>>
  paths: string | null
  load: Partial<Record<keyof LoadFields, string>>
  predictions: Record<string, string>
  region: string | null
  limits: Partial<Record<keyof Limits, string>>
}

export function faultsOf(draft: Draft, scenarios: readonly Scenario[]): Faults {
  const chosen = scenarios.filter(({ id }) => draft.scenarios.includes(id))
  return {
    account: null,
    region: /^[a-z]{2}(-[a-z]+)+-\d$/.test(draft.region) ? null : 'A Region is written like us-west-2.',
    limits: limitFaults(draft.limits),
    scenarios: draft.scenarios.length === 0 ? 'Choose at least one scenario.' : null,
    options: withoutEmpty(
      Object.fromEntries(chosen.map((scenario) => [scenario.id, optionFaults(scenario, draft)])),
    ),
    paths: draft.paths.length === 0 ? 'Choose at least one path.' : null,
    load: loadFaults(draft.load),
    predictions: Object.fromEntries(
      draft.scenarios.flatMap((id) => {
        const fault = percentFault(draft.predictions[id] ?? null)
        return fault === null ? [] : [[id, fault]]
      }),
    ),
  }
}

export function isFaultless(faults: Faults): boolean {
  return Object.values(faults).every(
    (fault: Faults[keyof Faults]) => fault === null || Object.keys(fault).length === 0,
  )
}

function optionFaults(scenario: Scenario, draft: Draft): Record<string, string> {
  return Object.fromEntries(
    scenario.options.flatMap(({ parameter, allowed, ...option }) => {
      const value = draft.options[scenario.id]?.[parameter] ?? option.default
      if (Array.isArray(allowed))
        return allowed.includes(value) ? [] : [[parameter, `Choose one of ${allowed.join(', ')}.`]]
      const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
      const fits = number >= allowed.min && number <= allowed.max
      return fits
        ? []
        : [
            [
              parameter,
              `A whole number from ${grouped.format(allowed.min)} to ${grouped.format(allowed.max)}.`,
            ],
          ]
    }),
  )
}

const grouped = new Intl.NumberFormat('en')

function limitFaults({ capUsd, lifetimeHours }: Limits): Faults['limits'] {
  const { capUsd: cap, lifetimeMs: life } = budgetLimits
  const faults: Faults['limits'] = {}
  if (capUsd === null || capUsd < cap.min || capUsd > cap.max)
    faults.capUsd = `A number of dollars from ${cap.min} to ${cap.max}.`
  const ms = (lifetimeHours ?? 0) * hourMs
  if (ms < life.min || ms > life.max)
    faults.lifetimeHours = `A number of hours from ${life.min / hourMs} to ${life.max / hourMs}.`
  return faults
}

/** The first word of a fault of `checkLoad` names its field. */
const loadFields: Record<string, keyof LoadFields> = {
  threads: 'threads',
  connections: 'connections',
  duration: 'durationSec',
  rounds: 'rounds',
  'lead-in': 'leadInSec',
}

export function loadFieldOf(fault: string): keyof LoadFields | null {
  const word = /^[a-z-]+/.exec(fault)?.[0] ?? ''
  return loadFields[word] ?? null
}

function loadFaults(fields: LoadFields): Faults['load'] {
  const faults: Faults['load'] = {}
  for (const fault of checkLoad(loadOf(fields))) {
    const field = loadFieldOf(fault)
    // A field that holds no number makes `checkLoad` speak of NaN: say what is missing instead.
    if (field !== null) faults[field] = sentence(fault.replace(/; it is NaN.*$/, '.'))
  }
  return faults
}

export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function percentFault(percent: number | null): string | null {
  return percent === null || (percent >= 0 && percent <= 100) ? null : 'A number from 0 to 100.'
}

/**
 * The draft as `deployments.save` takes it. To be asked of a faultless draft only: a number that is missing
 * is NaN.
 */
export function choicesOfDraft(draft: Draft, experimentId: string): FullChoices {
  const { account, region, scenarios, paths, limits, afterwards } = draft
  const chosen = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(record).filter(([id]) => scenarios.includes(id))
  const shares = chosen(draft.predictions).flatMap(([id, percent]) =>
    percent === null ? [] : [[id, percent / 100] as const],
  )
  return choicesOf({
    experimentId,
    account,
    region,
    scenarios: [...scenarios],
    options: Object.fromEntries(chosen(draft.options).map(([id, own]) => [id, { ...own }])),
    plan: { paths: [...paths], load: loadOf(draft.load), predictions: Object.fromEntries(shares) },
    capUsd: limits.capUsd ?? Number.NaN,
    lifetimeMs: Math.round((limits.lifetimeHours ?? Number.NaN) * hourMs),
    afterwards,
  })
}

function withoutEmpty(
  record: Record<string, Record<string, string>>,
): Record<string, Record<string, string>> {
  return Object.fromEntries(Object.entries(record).filter(([, inner]) => Object.keys(inner).length > 0))
}
