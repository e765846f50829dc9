import { z } from 'zod'

/** A product of AWS's Price List, as far as it is read. */
const productSchema = z.object({
  product: z.object({ attributes: z.object({ usagetype: z.string() }) }),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.object({
        priceDimensions: z.record(
          z.string(),
          z.object({
            beginRange: z.string().default('0'),
            pricePerUnit: z.object({ USD: z.string().optional() }),
          }),
        ),
      }),
    ),
  }),
  publicationDate: z.string(),
})

/** One price of the list: dollars a unit from each volume on, ascending from 0. */
export interface ListedPrice {
  tiers: { from: number; usd: number }[]
  /** ISO date on which AWS has published it. */
  published: string
}

/**
 * The price that products have in common, of those with this usage type in a Region; null where none has it,
 * where they differ, or where one cannot be read: then nobody could say which counts.
 * @param products JSON texts, as GetProducts answers them
 */
export function listedPrice(products: readonly string[], usageType: string): ListedPrice | null {
  const all = products.flatMap((text) => {
    const read = productSchema.safeParse(parsed(text))
    if (!read.success) return [null]
    return isOf(read.data.product.attributes.usagetype, usageType) ? [priceOf(read.data)] : []
  })
  const [first = null] = all
  const differs = all.some((one) => JSON.stringify(one?.tiers) !== JSON.stringify(first?.tiers))
  return differs ? null : first
}

/**
 * A usage type begins with the prefix of its Region, such as `USW2-` or, of the oldest in Europe, `EU-`;
 * us-east-1 mostly has none. Others tell of another thing: `TS-LoadBalancerUsage` is that of a trust store.
 */
function isOf(found: string, usageType: string): boolean {
  if (found === usageType) return true
  if (!found.endsWith(`-${usageType}`)) return false
  return /^(EU|[A-Z]{3}\d+|[a-z]{2}-[a-z]+-\d)$/.test(found.slice(0, -usageType.length - 1))
}

function priceOf({ terms, publicationDate }: z.infer<typeof productSchema>): ListedPrice | null {
  const [term, ...more] = Object.values(terms.OnDemand)
  if (term === undefined || more.length > 0) return null
  const tiers = Object.values(term.priceDimensions)
    .map(({ beginRange, pricePerUnit }) => ({ from: Number(beginRange), usd: Number(pricePerUnit.USD) }))
    .toSorted((a, b) => a.from - b.from)
  const published = publicationDate.slice(0, 10)
  const isWhole = tiers[0]?.from === 0 && tiers.every(({ from, usd }) => isPrice(from) && isPrice(usd))
  return isWhole && z.iso.date().safeParse(published).success ? { tiers, published } : null
}

function isPrice(value: number): boolean {
  return Number.isFinite(value) && value >= 0
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
