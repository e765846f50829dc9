import type { Engine } from '../../../../electron/engine/engine.ts'
import { commands, type CommandName } from '../../../../shared/contract.ts'

/** What changes something is given by the test itself, in its order. */
const changing: readonly CommandName[] = [
  'experiments.run',
  'deployments.plan',
  'deployments.save',
  'deployments.discard',
  'deployments.extend',
  'deployments.retain',
  'deployments.remove',
  'deployments.removeAll',
  'prompts.answer',
  'sweep.remove',
  'settings.set',
  'requirements.set',
  'imports.send',
  'runs.import',
  'runs.start',
  'runs.cancel',
  'runs.annotate',
  'runs.discard',
  'runs.restore',
]

/** Every command that only looks. A new command is one of them until it is listed above. */
export const lookingCommands = (Object.keys(commands) as CommandName[]).filter(
  (name) => !changing.includes(name),
)

/** Finds every run. */
const search = { filter: { text: '', experimentId: '', account: '' }, most: 20 }

/**
 * Gives every command that only looks every input that fits it, through whatever carries commands. @returns
 * name and answer, as JSON
 */
export async function askEverything(
  dispatch: Engine['dispatch'],
  inputs: readonly object[],
): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const name of lookingCommands) {
    const fitting = [search, ...inputs].filter((input) => commands[name].input.safeParse(input).success)
    for (const input of fitting)
      answers.set(`${name} ${JSON.stringify(input)}`, JSON.stringify(await dispatch(name, input)))
  }
  return answers
}
