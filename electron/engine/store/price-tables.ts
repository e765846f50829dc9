import { priceTableSchema } from '../../../shared/price-table-schema.ts'
import type { PriceTable } from '../../../shared/price-table.ts'
import type { Store } from './open.ts'

/** Who was asked, and for which Region. */
export interface PriceQuery {
  answeredBy: 'aws' | 'practice'
  region: string
}

/** The last answer; undefined where there was none yet. */
export function findPriceTable(store: Store, { answeredBy, region }: PriceQuery): PriceTable | undefined {
  const row = store
    .prepare('SELECT price_table AS kept FROM price_tables WHERE answered_by = ? AND region = ?')
    .get(answeredBy, region)
  if (row === undefined) return undefined
  // One of an earlier version may lack a price: then it is asked for again.
  return priceTableSchema.safeParse(JSON.parse((row as { kept: string }).kept)).data
}

export function keepPriceTable(store: Store, { answeredBy, region }: PriceQuery, table: PriceTable): void {
  store
    .prepare(
      `INSERT INTO price_tables (answered_by, region, price_table) VALUES (?, ?, ?)
       ON CONFLICT (answered_by, region) DO UPDATE SET price_table = excluded.price_table`,
    )
    .run(answeredBy, region, JSON.stringify(table))
}
