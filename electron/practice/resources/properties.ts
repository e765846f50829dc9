import { z } from 'zod'
import type { JsonObject, ResourceType } from '../world.ts'
import { ResourceError } from '../world.ts'

/** CloudFormation takes numbers and booleans as text too; parameters always come as text. */
export const wholeNumber = z.coerce.number().int()
export const yesOrNo = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
export const tagList = z.array(z.strictObject({ Key: z.string(), Value: z.string() }))

/** The top-level properties of a strict schema, as a resource type lists them. */
export function propertyList(schema: z.ZodObject): ResourceType['properties'] {
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [
      name,
      z.safeParse(field, undefined).success ? 'optional' : 'required',
    ]),
  )
}

/**
 * The properties as the schema types them.
 * @throws ResourceError naming the first property that is wrong, missing or not understood (nested ones too).
 */
export function parseProperties<S extends z.ZodObject>(schema: S, properties: JsonObject): z.infer<S> {
  const parsed = schema.safeParse(properties)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? '' : `#/${issue.path.join('/')}: `
  throw new ResourceError(`Properties validation failed: ${where}${issue?.message ?? 'invalid properties'}`)
}

/** A value that is known to be text, out of properties or attributes; empty when it is missing. */
export function textAt(values: JsonObject, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}
