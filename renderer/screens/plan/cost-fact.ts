import { dollarRange, dollars } from '../../../shared/cost.ts'
import { estimateOf } from '../../../shared/estimate.ts'
import { day } from '../../ui/format.ts'
import { builtInPrices, sameAsBuiltIn } from '../../../shared/prices.ts'
import type { DraftEditor } from './use-draft.ts'

export interface CostFact {
  /** In a word or a figure. */
  value: string
  text: string
}

/** What the saved draft would cost, in the words of the start card. */
export function costFact({
  draft,
  deployment,
  experiment,
}: Pick<DraftEditor, 'draft' | 'deployment' | 'experiment'>): CostFact {
  const { leastUsd, expectedUsd, mostUsd, idleUsdPerHour } = estimateOf(deployment, experiment)
  const expected = dollarRange(leastUsd, expectedUsd)
  const elsewhere = sameAsBuiltIn.includes(draft.region)
    ? ''
    : ` (of ${builtInPrices.region}; ${draft.region} may differ by up to a third)`
  const rest =
    `at most ${dollars(mostUsd)}, and ${dollars(idleUsdPerHour)} for each hour that it is kept; ` +
    `list prices of ${day(builtInPrices.ofDate)}${elsewhere}`
  if (draft.account.kind === 'practice')
    return {
      value: 'Nothing',
      text: `Everything runs on this machine. On AWS it would cost about ${expected}, ${rest}`,
    }
  return { value: `About ${expected}`, text: `${rest.charAt(0).toUpperCase()}${rest.slice(1)}` }
}
