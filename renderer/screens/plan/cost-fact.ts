import { dollars, estimateOf } from '../../../shared/cost.ts'
import { day } from '../../ui/format.ts'
import { pricesOf, pricesRegion, sameAsPricesRegion } from '../../../shared/prices.ts'
import type { DraftDesk } from './use-draft.ts'

export interface CostFact {
  /** In a word or a figure. */
  value: string
  text: string
}

/** What a draft would cost, as the start card says it: by what is saved, which is what would be started. */
export function costFact({ draft, deployment }: Pick<DraftDesk, 'draft' | 'deployment'>): CostFact {
  const { expectedUsd, mostUsd, idleUsdPerHour } = estimateOf(deployment)
  const elsewhere = sameAsPricesRegion.includes(draft.region)
    ? ''
    : ` (those of ${pricesRegion}; ${draft.region} differs by up to a third)`
  const rest = `at most ${dollars(mostUsd)}, and ${dollars(idleUsdPerHour)} for each hour that it stays; list prices of ${day(pricesOf)}${elsewhere}`
  if (draft.account.kind === 'practice')
    return {
      value: 'Nothing',
      text: `Everything runs on this machine. On AWS about ${dollars(expectedUsd)}, ${rest}`,
    }
  return { value: `About ${dollars(expectedUsd)}`, text: `${rest.charAt(0).toUpperCase()}${rest.slice(1)}` }
}
