import type { Account } from '../../shared/account.ts'
import type { PriceTable } from '../../shared/price-table.ts'
import { builtInPrices } from '../../shared/prices.ts'
import type { Aws } from './aws/clients.ts'
import type { Work } from './engine-context.ts'
import type { Store } from './store/open.ts'
import { findPriceTable, keepPriceTable, type PriceQuery } from './store/price-tables.ts'

/** The list prices of Regions. */
export interface PriceTables {
  /**
   * The prices of a Region: of today, or else the last that AWS gave, or else the built-in table. Each says
   * whose they are and of which day. Asks AWS once a day, never a person; the practice account once.
   */
  of(account: Account, region: string): Promise<PriceTable>
  /** The same without asking: the last prices that AWS gave, or else the built-in table. */
  known(account: Account, region: string): PriceTable
  /** Ends what is being asked. */
  close(): void
}

interface Parts {
  store: Store
  connect: (account: Account, region: string, work: Work) => Promise<Aws>
  /** ISO date. */
  today?: () => string
}

/** How long AWS may take: after that the prices at hand have to do. */
const patienceMs = 8_000
/** When a list that could not be asked is asked again. */
const againMs = 5 * 60_000

const utcDay = (): string => new Date().toISOString().slice(0, 10)

export function createPriceTables({ store, connect, today = utcDay }: Parts): PriceTables {
  const closing = new AbortController()
  const asked = new Map<string, { atMs: number; answer: Promise<PriceTable | null> }>()

  async function ask(account: Account, region: string): Promise<PriceTable | null> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(patienceMs)])
    const { askPriceList, priceListRegion } = await import('./aws/price-list.ts')
    const at = priceListRegion(region)
    if (at === null) return null
    try {
      // The engine may have ended while this was loaded.
      signal.throwIfAborted()
      const aws = await connect(account, at, { deploymentId: null, unattended: true, signal })
      // What the person's settings name instead of AWS does not have AWS's prices.
      const from = answererOf(account, today())
      const list = aws.detour === null ? askPriceList({ aws, region, signal }, from) : null
      return await Promise.resolve(list).finally(() => aws.close())
    } catch {
      // Whatever keeps AWS from answering, there are other prices, and they say what they are.
      return null
    }
  }

  return {
    known: (account, region) => findPriceTable(store, queryOf(account, region)) ?? builtInPrices,
    async of(account, region) {
      const query = queryOf(account, region)
      const kept = findPriceTable(store, query)
      const { ofDate } = answererOf(account, today())
      if (kept?.ofDate === ofDate) return kept
      const key = JSON.stringify({ account, region, ofDate })
      const known = asked.get(key)
      const isRecent = known !== undefined && performance.now() - known.atMs < againMs
      const answer = isRecent ? known.answer : ask(account, region)
      if (!isRecent) asked.set(key, { atMs: performance.now(), answer })
      const table = await answer
      if (table === null) return kept ?? builtInPrices
      if (!closing.signal.aborted) keepPriceTable(store, query, table)
      return table
    },
    close: () => closing.abort(),
  }
}

/** The prices of AWS are the same for every account. */
function queryOf({ kind }: Account, region: string): PriceQuery {
  return { answeredBy: kind === 'practice' ? 'practice' : 'aws', region }
}

/**
 * The practice account answers from the built-in table: these are not AWS's prices of today, and do not
 * change until that table does.
 */
function answererOf({ kind }: Account, today: string): Pick<PriceTable, 'source' | 'ofDate'> {
  if (kind === 'practice') return { source: 'built-in', ofDate: builtInPrices.ofDate }
  return { source: 'price-list', ofDate: today }
}
