import type { Catalog, Template } from '../catalog.ts'
import { planStacks, templateOf } from '../deployments/stack-plan.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function catalogCommands({
  context,
}: CommandContext): Pick<Handlers, 'scenarios.list' | 'pages.list' | 'templates.list'> {
  return {
    'scenarios.list': () => context.catalog.scenarios,
    'pages.list': () => context.catalog.pages,
    'templates.list': ({ scenarios }) => templatesFor(context.catalog, scenarios),
  }
}

/** Each template once, with the stacks that are made from it as its title. */
function templatesFor(catalog: Catalog, ids: readonly string[]) {
  const stacks = planStacks(
    'deployment',
    ids.map((id) => catalog.scenario(id)),
  )
  const byFile = new Map<string, { template: Template; titles: string[] }>()
  for (const stack of stacks) {
    const template = templateOf(stack, catalog)
    const known = byFile.get(template.file) ?? { template, titles: [] }
    byFile.set(template.file, { template, titles: [...known.titles, stack.scenarioId ?? stack.kind] })
  }
  return [...byFile.values()].map(({ template: { file, body, resources }, titles }) => ({
    title: titles.join(', '),
    file,
    body,
    resources: resources.map(({ logicalId, type }) => ({ logicalId, type })),
  }))
}
