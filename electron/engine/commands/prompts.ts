import type { CommandContext, Handlers } from './handlers.ts'

export function promptCommands({
  context,
}: CommandContext): Pick<Handlers, 'prompts.list' | 'prompts.answer'> {
  return {
    'prompts.list': () => context.prompts.list(),
    'prompts.answer': (answer) => {
      context.prompts.answer(answer)
      return {}
    },
  }
}
