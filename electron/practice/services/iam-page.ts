import type { JsonObject } from '../world.ts'
import { nextPage, pageOf } from './page.ts'

/** One page of a list, as IAM answers it. */
export function markedPage(name: string, items: readonly JsonObject[], input: JsonObject): JsonObject {
  const asked = { token: input['Marker'], size: input['MaxItems'] }
  const rules = { usual: 100, most: 1000, invalid: 'ValidationError' }
  const { items: shown, next } = pageOf(items, asked, rules)
  return { [name]: shown, IsTruncated: next !== undefined, ...nextPage('Marker', next) }
}
