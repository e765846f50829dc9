import type { Check } from '../../../shared/check.ts'
import { countOf } from '../../ui/format.ts'

/** Whether a deployment can start, in sentences. A check that could not be made has not passed. */
export function preflightVerdict(checks: readonly Pick<Check, 'outcome'>[]): string {
  const countWith = (wanted: Check['outcome']): number =>
    checks.filter(({ outcome }) => outcome === wanted).length
  const [failed, warned, unknown] = [countWith('failed'), countWith('warning'), countWith('unknown')]
  if (failed + warned + unknown === 0) return 'Ready to start: all checks passed.'
  const sentences = [
    failed === 0
      ? 'Ready to start.'
      : `${countOf(failed, 'check')} failed. Fix ${failed === 1 ? 'it' : 'them'} before you start.`,
    ...(failed > 0 || warned === 0 ? [] : [`${countOf(warned, 'thing')} to know first.`]),
    ...(unknown === 0 ? [] : [`${countOf(unknown, 'check')} could not be made.`]),
  ]
  return sentences.join(' ')
}
