import { textOf } from '../json-values.ts'
import { type JsonObject, type Service, ServiceError } from '../world.ts'
import { nextPage, pageOf } from './page.ts'
import { products, type Product } from './price-list.ts'

/** Where AWS's list has endpoints. Source: AWS Price List user guide, "Endpoints". */
const endpoints: readonly string[] = ['us-east-1', 'eu-central-1', 'ap-south-1']

const pages = { usual: 100, most: 100, invalid: 'InvalidNextTokenException' }

/**
 * AWS's Price List: GetProducts with the filters TERM_MATCH and CONTAINS. It has the prices of the built-in
 * table, in the Regions for which those hold. Source: AWS Price List API reference, "GetProducts".
 */
export function pricingService(): Service {
  return {
    name: 'pricing',
    protocol: 'json-1.1',
    version: 'AWSPriceListService',
    operations: {
      GetProducts(input, { region }) {
        if (!endpoints.includes(region))
          throw new ServiceError('UnknownEndpoint', `There is no Price List in ${region}.`, 404)
        const matches = filterOf(input)
        const found = products.filter(matches).map(({ document }) => JSON.stringify(document))
        const asked = { token: input['NextToken'], size: input['MaxResults'] }
        const { items, next } = pageOf(found, asked, pages)
        return { FormatVersion: 'aws_v1', PriceList: items, ...nextPage('NextToken', next) }
      },
    },
  }
}

function filterOf(input: JsonObject): (product: Product) => boolean {
  const { ServiceCode, Filters = [] } = input
  const filters = (Filters as JsonObject[]).map(testOf)
  return (product) => product.serviceCode === ServiceCode && filters.every((test) => test(product))
}

function testOf({ Type, Field, Value }: JsonObject): (product: Product) => boolean {
  const value = textOf(Value)
  const valueIn = ({ fields }: Product): string | undefined => fields[textOf(Field)]
  if (Type === 'TERM_MATCH') return (product) => valueIn(product) === value
  if (Type === 'CONTAINS') return (product) => valueIn(product)?.includes(value) === true
  throw new ServiceError('InvalidParameterException', `The practice account knows no filter ${textOf(Type)}.`)
}
