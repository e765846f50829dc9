import type { Experiment } from '../../../shared/experiment.ts'
import type { Scenario } from '../../../shared/scenario.ts'

/** A card of the Scenarios step: one scenario, or those of a family, which differ in one detail only. */
export interface ScenarioChoice {
  title: string
  summary: string
  /** In the order of the experiment. */
  members: readonly [Scenario, ...Scenario[]]
}

export interface ScenarioGroup {
  title: string
  choices: ScenarioChoice[]
}

/** What a person chooses between first, in this order. */
const groupTitles: Record<Scenario['group'], string> = {
  'load-balancer': 'Load balancer',
  'rest-api': 'REST API',
  'http-api': 'HTTP API',
  'function-url': 'Function URL',
  'own-gateway': 'Your own gateway',
}

/**
 * The scenarios that an experiment offers, by what a person chooses between: those that it compares unless
 * told otherwise, and the rest. A family is where the first of its own stands.
 */
export function scenarioGroups(
  experiment: Experiment,
  offered: readonly Scenario[],
): { own: ScenarioGroup[]; more: ScenarioGroup[] } {
  const choices = choicesOf(experiment, offered)
  const isOwn = ({ members }: ScenarioChoice): boolean =>
    members.some(({ id }) => experiment.scenarios.includes(id))
  return { own: grouped(choices.filter(isOwn)), more: grouped(choices.filter((one) => !isOwn(one))) }
}

function choicesOf({ families }: Experiment, offered: readonly Scenario[]): ScenarioChoice[] {
  const familyOf = (id: string) => families.find(({ scenarios }) => scenarios.includes(id))
  const byFamily = Map.groupBy(offered, ({ id }) => familyOf(id)?.title ?? id)
  return [...byFamily.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const family = others.length === 0 ? undefined : familyOf(first.id)
    const { title = first.title, summary = first.summary } = family ?? {}
    return [{ title, summary, members: [first, ...others] }]
  })
}

function grouped(choices: readonly ScenarioChoice[]): ScenarioGroup[] {
  return (Object.keys(groupTitles) as Scenario['group'][]).flatMap((group) => {
    const own = choices.filter(({ members: [first] }) => first.group === group)
    return own.length === 0 ? [] : [{ title: groupTitles[group], choices: own }]
  })
}

/** The way of a family: without the labels in which its scenarios differ. */
export function sharedWay({
  title,
  members: [first, ...others],
}: ScenarioChoice): Pick<Scenario, 'title' | 'hops'> {
  const hops = first.hops.map((hop, place) =>
    others.every((other) => other.hops[place]?.label === hop.label) ? hop : { ...hop, label: '' },
  )
  return { title, hops }
}
