import type { Check } from '../../../shared/contract.ts'
import { countOf } from '../../ui/format.ts'

/**
 * Whether a deployment can start by its checks, in sentences: a check that could not be made is no good
 * check.
 */
export function preflightVerdict(checks: readonly Pick<Check, 'outcome'>[]): string {
  const countWith = (wanted: Check['outcome']): number =>
    checks.filter(({ outcome }) => outcome === wanted).length
  const [failed, warned, unknown] = [countWith('failed'), countWith('warning'), countWith('unknown')]
  const unmade = unknown === 0 ? [] : [`${countOf(unknown, 'check')} could not be made.`]
  if (failed > 0)
    return [
      `${countOf(failed, 'check')} failed. It cannot start before ${failed === 1 ? 'it is' : 'they are'} mended.`,
      ...unmade,
    ].join(' ')
  const known = warned === 0 ? [] : [`${countOf(warned, 'thing')} to know before.`]
  return warned + unknown === 0
    ? 'It can start: every check is fine.'
    : ['It can start.', ...known, ...unmade].join(' ')
}
