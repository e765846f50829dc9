import type { CommandOutput } from '../../../shared/contract.ts'
import type { Catalog } from '../catalog.ts'
import { planStacks, templateOf } from '../deployments/stack-plan.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function catalogCommands({
  context,
}: CommandContext): Pick<Handlers, 'scenarios.list' | 'sharedStacks.list' | 'pages.list' | 'templates.list'> {
  return {
    'scenarios.list': () => context.catalog.scenarios,
    'sharedStacks.list': () => context.catalog.sharedStacks,
    'pages.list': () => context.catalog.pages,
    'templates.list': ({ scenarios }) => templatesFor(context.catalog, scenarios),
  }
}

/** Each template once, with the stacks that are created from it. */
function templatesFor(catalog: Catalog, ids: readonly string[]): CommandOutput<'templates.list'> {
  const stacks = planStacks(
    'deployment',
    ids.map((id) => catalog.scenario(id)),
    catalog.sharedStacks,
  )
  const byFile = Map.groupBy(stacks, (stack) => templateOf(stack, catalog).file)
  return [...byFile].map(([file, made]) => {
    const { body, resources } = catalog.template(file)
    return {
      stacks: made.map(({ kind, scenarioId, sharedId }) => ({ kind, scenarioId, sharedId })),
      file,
      body,
      resources: resources.map(({ logicalId, type }) => ({ logicalId, type })),
    }
  })
}
