import { type Filter, paginateGetProducts } from '@aws-sdk/client-pricing'
import { priceNames, type Price, type PriceName, type PriceTable } from '../../../shared/price-table.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { collect } from './paging.ts'
import { listedPrice, type ListedPrice } from './price-product.ts'
import {
  instanceQuestion,
  pricedInstanceTypes,
  priceQuestions,
  type PriceQuestion,
} from './price-questions.ts'

/**
 * The Region whose endpoint is asked for the prices of another; null in partitions whose prices this list
 * does not have. Source: AWS Price List user guide, "Endpoints".
 */
export function priceListRegion(region: string): string | null {
  if (/^(us-gov|us-iso[a-z]*)-/.test(region)) return null
  if (/^(us|ca|sa|mx)-/.test(region)) return 'us-east-1'
  if (/^(eu|me|af|il)-/.test(region)) return 'eu-central-1'
  return region.startsWith('ap-') ? 'ap-south-1' : null
}

/** Few at a time: the list admits ten questions a second. */
const atOnce = 3

type Answerer = Pick<PriceTable, 'source' | 'ofDate'>

const labels: Readonly<Record<PriceTable['source'], string>> = {
  'price-list': 'AWS Price List API',
  'built-in': 'built-in table, as the practice account answers it',
}

interface Asking {
  /** Clients of the Region that `priceListRegion` gives. */
  aws: Pick<Aws, 'pricing'>
  /** Whose prices are asked for. */
  region: string
  signal: AbortSignal
}

/**
 * The prices of a Region as AWS's Price List has them. What the list does not answer is taken from the
 * built-in table, and named in `filledIn`; null where it answers nothing of the Region.
 * @param from who answers, for the table's own label, and its ISO date
 * @throws AppError `aws`, `credentials` or `unreachable`; the signal's reason when it is aborted
 */
export async function askPriceList(asking: Asking, from: Answerer): Promise<PriceTable | null> {
  const questions: [name: string, unit: number, question: PriceQuestion][] = [
    ...priceNames.map(
      (name) => [name, unitOf(name), priceQuestions[name]] satisfies [string, number, object],
    ),
    ...pricedInstanceTypes.map(
      (type) => [type, 1, instanceQuestion(type)] satisfies [string, number, object],
    ),
  ]
  const found = new Map<string, Pick<Price, 'usd' | 'beyond' | 'of'>>()
  const work = async (): Promise<void> => {
    for (let next = questions.shift(); next !== undefined; next = questions.shift()) {
      const [name, unit, question] = next
      const listed = await ask(asking, question)
      if (listed !== null) found.set(name, inUnits(listed, unit))
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, work))
  } catch (thrown) {
    asking.signal.throwIfAborted()
    throw toAppError(thrown, 'read the prices of the Region')
  }
  return found.size === 0 ? null : tableOf(asking.region, from, found)
}

async function ask({ aws, region, signal }: Asking, question: PriceQuestion): Promise<ListedPrice | null> {
  const { serviceCode, usageType, filters, regionField = 'regionCode' } = question
  const match = (Field: string, Value: string): Filter => ({ Type: 'TERM_MATCH', Field, Value })
  const input = {
    ServiceCode: serviceCode,
    FormatVersion: 'aws_v1',
    Filters: [
      match(regionField, region),
      ...Object.entries(filters).map(([field, value]) => match(field, value)),
      { Type: 'CONTAINS', Field: 'usagetype', Value: usageType } satisfies Filter,
    ],
  }
  const pages = paginateGetProducts({ client: aws.pricing }, input, { abortSignal: signal })
  return listedPrice(await collect(pages, ({ PriceList }) => PriceList, String), usageType)
}

/** The list prices single requests, the tables millions of them. */
function unitOf(name: PriceName): number {
  return builtInPrices.prices[name].per === 'million requests' ? 1e6 : 1
}

function inUnits({ tiers, published }: ListedPrice, unit: number): Pick<Price, 'usd' | 'beyond' | 'of'> {
  const [first, ...more] = tiers.map(({ from, usd }) => ({ from, usd: Number((usd * unit).toPrecision(12)) }))
  return { usd: first?.usd ?? 0, ...(more.length === 0 ? {} : { beyond: more }), of: published }
}

function tableOf(
  region: string,
  { source, ofDate }: Answerer,
  found: ReadonlyMap<string, Pick<Price, 'usd' | 'beyond' | 'of'>>,
): PriceTable {
  const { instances, ...others } = builtInPrices.prices
  const priced = <N extends string>(known: Readonly<Record<N, Price>>): Record<N, Price> => {
    const entries = Object.entries<Price>(known).map(([name, { per, ...rest }]) => {
      const own = found.get(name)
      const price = own === undefined ? { ...rest } : { ...own, source: labels[source] }
      return [name, { ...price, per }]
    })
    return Object.fromEntries(entries) as Record<N, Price>
  }
  const names = [...Object.keys(others), ...Object.keys(instances)]
  return {
    region,
    source,
    ofDate,
    filledIn: names.filter((name) => !found.has(name)),
    prices: { ...priced(others), instances: priced(instances) },
  }
}
