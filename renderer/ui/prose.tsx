import type { ReactNode } from 'react'

/** A text of the engine, whose commands stand between backticks. */
export function WithCode({ text }: { text: string }): ReactNode {
  // oxlint-disable-next-line react/no-array-index-key -- words and commands take turns by place
  return text.split('`').map((part, place) => (place % 2 === 1 ? <code key={place}>{part}</code> : part))
}

/** Keeps figures and their units on one line: in `60 %` and `10 ms` the space does not break. */
export function withUnits(text: string): string {
  return text.replaceAll(/(\d) (?=(?:%|ms|s|MB|GB|million)(?!\w))/g, '$1\u00A0')
}

/** Programs whose names are written small everywhere. */
const smallNames: ReadonlySet<string> = new Set(['nginx', 'wrk'])

/**
 * As at the beginning of a sentence. A name, such as `wrk`, `iam:PassRole`, `vCPUs` or an address, keeps its
 * own spelling.
 */
export function capitalised(text: string): string {
  return !smallNames.has(text) && /^[a-z]+( |$)/.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text
}
