import { priceTableSchema } from '../../../shared/price-table-schema.ts'
import type { PriceTable } from '../../../shared/price-table.ts'
import type { Store } from './open.ts'

/** The prices of a Region as AWS's list had them last; undefined where it was not asked yet. */
export function findPriceTable(store: Store, region: string): PriceTable | undefined {
  const row = store.prepare('SELECT price_table AS kept FROM price_tables WHERE region = ?').get(region)
  if (row === undefined) return undefined
  // One of an earlier version may lack a price: then it is asked for again.
  return priceTableSchema.safeParse(JSON.parse((row as { kept: string }).kept)).data
}

export function keepPriceTable(store: Store, table: PriceTable): void {
  store
    .prepare(
      `INSERT INTO price_tables (region, price_table) VALUES (?, ?)
       ON CONFLICT (region) DO UPDATE SET price_table = excluded.price_table`,
    )
    .run(table.region, JSON.stringify(table))
}
