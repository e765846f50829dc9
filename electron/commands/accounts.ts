import { AppError } from '../../shared/errors.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function accountCommands(_context: CommandContext): Pick<Handlers, 'accounts.identify' | 'accounts.regions'> {
  return {
    'accounts.identify': () => {
      throw new AppError('internal', 'Not there yet.')
    },
    'accounts.regions': () => {
      throw new AppError('internal', 'Not there yet.')
    },
  }
}
