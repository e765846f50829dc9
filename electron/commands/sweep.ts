import { AppError } from '../../shared/errors.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function sweepCommands(_context: CommandContext): Pick<Handlers, 'sweep.find' | 'sweep.remove'> {
  return {
    'sweep.find': () => {
      throw new AppError('internal', 'Not there yet.')
    },
    'sweep.remove': () => {
      throw new AppError('internal', 'Not there yet.')
    },
  }
}
