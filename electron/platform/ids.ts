import { randomInt } from 'node:crypto'

const symbols = 'abcdefghjkmnpqrstuvwxyz23456789'

/**
 * A short id for names of stacks, easy to read aloud: a letter for the kind, then seven symbols without
 * lookalikes.
 */
export function newId(kind: 'd' | 'r'): string {
  return kind + Array.from({ length: 7 }, () => symbols[randomInt(symbols.length)]).join('')
}
