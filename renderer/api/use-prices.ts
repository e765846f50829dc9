import { useEffect, useState } from 'react'
import type { Account } from '../../shared/account.ts'
import type { PriceTable } from '../../shared/price-table.ts'
import { builtInPrices } from '../../shared/prices.ts'
import { useApi } from './use-api.tsx'

/**
 * The list prices of a Region; the built-in ones until the answer is there, and where it does not come. The
 * practice account charges nothing, and is not asked.
 */
export function usePrices(account: Account, region: string): PriceTable {
  const api = useApi()
  const asked = account.kind === 'practice' ? null : JSON.stringify({ account, region })
  const [answered, setAnswered] = useState<{ asked: string; table: PriceTable } | null>(null)
  useEffect(() => {
    if (asked === null) return undefined
    let gone = false
    const input = JSON.parse(asked) as { account: Account; region: string }
    const ask = async (): Promise<void> => {
      const table = await api.call('prices.get', input)
      if (!gone) setAnswered({ asked, table })
    }
    // The built-in prices say what they are: they need no excuse.
    void ask().catch(() => undefined)
    return () => {
      gone = true
    }
  }, [api, asked])
  return answered !== null && answered.asked === asked ? answered.table : builtInPrices
}
