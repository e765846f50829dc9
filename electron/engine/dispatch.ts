import type { z } from 'zod'
import { commands, type CommandName, type CommandOutput } from '../../shared/contract.ts'
import { AppError, errorData } from '../../shared/errors.ts'
import { invalidInput, type Fault } from '../../shared/faults.ts'
import type { Answer } from '../../shared/wire.ts'
import type { Handlers } from './commands/handlers.ts'

/**
 * Parses, calls, never throws, always answers. `name` and `input` come from outside and are trusted for
 * nothing.
 */
export type Dispatch = <N extends CommandName>(name: N, input: unknown) => Promise<Answer<CommandOutput<N>>>

export function createDispatch(
  handlers: Handlers,
  onDefect: (thrown: unknown, name: string) => void,
): Dispatch {
  return async (name, input) => {
    try {
      if (!Object.hasOwn(commands, name))
        throw new AppError('invalid-input', `There is no command "${name as string}".`)
      const parsed = commands[name].input.safeParse(input ?? {})
      if (!parsed.success) throw invalidInput(parsed.error.issues.map(faultOf))
      const handler = handlers[name] as (input: unknown) => unknown
      return { ok: true, value: (await handler(parsed.data)) as never }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) onDefect(thrown, name)
      return { ok: false, error: errorData(thrown) }
    }
  }
}

function faultOf({ path, message }: z.core.$ZodIssue): Fault {
  return { field: path.join('.'), message }
}
