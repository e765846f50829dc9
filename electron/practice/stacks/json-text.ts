import type { Json } from '../world.ts'

/** A text that may not be there, or may be something else: then ''. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
