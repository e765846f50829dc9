import type { CommandContext, Handlers } from './index.ts'

export function catalogCommands({ desk }: CommandContext): Pick<Handlers, 'experiments.list' | 'scenarios.list' | 'pages.list'> {
  return {
    'experiments.list': () => desk.catalog.experiments,
    'scenarios.list': () => desk.catalog.scenarios,
    'pages.list': () => desk.catalog.pages,
  }
}
