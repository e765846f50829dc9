import type { z } from 'zod'
import { commands, type CommandName, type CommandOutput } from '../../shared/contract.ts'
import { AppError, errorData, type ErrorData } from '../../shared/errors.ts'
import { invalidInput, type Fault } from '../../shared/faults.ts'
import type { Answer } from '../../shared/wire.ts'
import type { Handlers } from './commands/handlers.ts'

/**
 * Parses, calls, never throws, always answers. `name` and `input` come from outside and are trusted for
 * nothing.
 */
export type Dispatch = <N extends CommandName>(name: N, input: unknown) => Promise<Answer<CommandOutput<N>>>

/** @param explain what is answered for what no handler meant to throw */
export function createDispatch(
  handlers: Handlers,
  explain: (thrown: unknown, name: string) => ErrorData,
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
      const isOurs = thrown instanceof AppError
      return { ok: false, error: isOurs ? errorData(thrown) : explain(thrown, name) }
    }
  }
}

function faultOf({ path, message }: z.core.$ZodIssue): Fault {
  return { field: path.join('.'), message }
}
