import { z } from 'zod'
import { type JsonObject, ServiceError } from '../world.ts'

export const texts = z.array(z.string())

/** @throws ServiceError `ValidationException` that names what is wrong */
export function checkedInput<S extends z.ZodType>(schema: S, input: JsonObject): z.infer<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new ServiceError('ValidationException', z.prettifyError(parsed.error))
}
