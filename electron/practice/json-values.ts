import type { Json, JsonObject } from './world.ts'

/** A value as text: itself or a number's digits; '' when it is missing or something else. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A list as texts; empty when it is missing or something else. */
export function textList(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf) : []
}

/** The objects in a list; none when it is missing or something else. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** @param value anything that JSON can hold */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A yes or no, which forms and templates may write as text. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true'
}

/** A text read as JSON; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
