import { z } from 'zod'
import { parseProperties } from '../properties.ts'

/** Attributes of load balancers, target groups and listeners: keys and values as text. */
export const attributeList = z
  .array(z.strictObject({ Key: z.string(), Value: z.coerce.string() }))
  .default([])

/** Such a list as the schema types it. @throws ResourceError naming the attribute that is not understood. */
export function attributesIn<S extends z.ZodObject>(
  schema: S,
  list: readonly { Key: string; Value: string }[],
): z.infer<S> {
  return parseProperties(schema, Object.fromEntries(list.map(({ Key, Value }) => [Key, Value])))
}
