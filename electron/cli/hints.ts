import type { ErrorData } from '../../shared/errors.ts'
import { command } from './called-as.ts'

/**
 * The command that helps after an error, as a sentence to follow it; empty where there is none. Messages
 * themselves name no command: a window shows them, too.
 */
export function hintAfter({ code, details }: Pick<ErrorData, 'code' | 'details'>): string {
  const { resource, kind, problem, deniedAbove } = details
  if (code === 'not-found' && resource === 'run') return ` \`${command('runs')}\` lists them.`
  if (code === 'not-found' && resource === 'deployment') return ` \`${command('deployments')}\` lists them.`
  if (code === 'database' && problem === 'damaged')
    return ` \`${command('sweep')}\` finds it, for each account that you used.`
  return code === 'aws' && kind === 'refused' && deniedAbove !== true
    ? ` \`${command('policy')}\` prints the permissions needed.`
    : ''
}
