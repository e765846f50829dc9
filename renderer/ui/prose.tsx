import type { ReactNode } from 'react'

/** A finding of the engine, which speaks in half sentences for a terminal: here it begins and ends like one. */
export function Prose({ text }: { text: string }): ReactNode {
  // What is a name, such as `iam:PassRole` or an address, keeps its own spelling.
  const begun = /^[a-z]+( |$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
  return <WithCode text={/[.!?:]$/.test(begun) ? begun : `${begun}.`} />
}

/** A text of the engine, whose commands stand between backticks. */
export function WithCode({ text }: { text: string }): ReactNode {
  // Words and commands take turns: the place of each says which it is.
  // oxlint-disable-next-line react/no-array-index-key
  return text.split('`').map((part, place) => (place % 2 === 1 ? <code key={place}>{part}</code> : part))
}
