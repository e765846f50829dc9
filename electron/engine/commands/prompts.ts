import type { CommandContext, Handlers } from './handlers.ts'

export function promptCommands({ desk }: CommandContext): Pick<Handlers, 'prompts.list' | 'prompts.answer'> {
  return {
    'prompts.list': () => desk.prompts.list(),
    'prompts.answer': (answer) => {
      desk.prompts.answer(answer)
      return {}
    },
  }
}
