import { AppError } from '../../shared/errors.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function preflightCommands(_context: CommandContext): Pick<Handlers, 'preflight.check' | 'policy.get'> {
  return {
    'preflight.check': () => {
      throw new AppError('internal', 'Not there yet.')
    },
    'policy.get': () => {
      throw new AppError('internal', 'Not there yet.')
    },
  }
}
