/**
 * What the actions that a type's handlers may call mean to stacks that are created once and then deleted. The
 * lists of the registry are upper bounds: `lambda:CreateFunction` and `kms:CreateGrant` stand side by side.
 */
export interface ActionClasses {
  always: readonly string[]
  /** Property → actions that it needs; `Tags` counts the tags of the stack as well. */
  when?: Readonly<Record<string, readonly string[]>>
  /** Reason why it is never called here → actions. */
  notForUs?: Readonly<Record<string, readonly string[]>>
  /** What AWS needs and the registry does not name: handler → actions, with the source. */
  unnamed?: Readonly<Record<string, { actions: readonly string[]; source: string }>>
}

/** `words('a b')` is `['a', 'b']`: a list that is read more easily as a text. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

/** A reason that holds for many types. */
export const tagsStay = 'tags are never changed after the creation'
