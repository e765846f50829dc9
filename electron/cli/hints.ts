import type { ErrorData } from '../../shared/errors.ts'

/**
 * The command that helps after an error, as a sentence to follow it; empty where there is none. Messages
 * themselves name no command: a window shows them, too.
 */
export function hintAfter({ code, details }: Pick<ErrorData, 'code' | 'details'>): string {
  if (code === 'not-found' && details['resource'] === 'run') return ' `sluice runs` lists them.'
  if (code === 'not-found' && details['resource'] === 'deployment') return ' `sluice deployments` lists them.'
  return code === 'aws' && details['kind'] === 'refused' && details['deniedAbove'] !== true
    ? ' `sluice policy` prints the permissions needed.'
    : ''
}
