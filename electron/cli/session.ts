import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'

/** Calls a command of the engine and takes the answer apart. @throws AppError as the engine answered it */
export async function call<N extends CommandName>(
  engine: Engine,
  name: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const answer = await engine.dispatch(name, input)
  if (answer.ok) return answer.value
  throw new AppError(answer.error.code, answer.error.message, answer.error.details)
}

/**
 * Asks again and again until `done` says so: at every event, and every half second for what other processes
 * do.
 * @returns the value that was good
 */
export async function until<T>(
  engine: Engine,
  ask: () => Promise<T>,
  done: (value: T) => boolean,
): Promise<T> {
  for (;;) {
    let wake: (() => void) | undefined
    const stop = engine.onEvent(({ name }) => {
      if (name === 'deployment.changed' || name === 'run.changed') wake?.()
    })
    try {
      const value = await ask()
      if (done(value)) return value
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 500)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    } finally {
      stop()
    }
  }
}
