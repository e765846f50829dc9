import { stripVTControlCharacters } from 'node:util'

/**
 * Characters that change what is shown around them: control characters but tab and newline, those that turn
 * the direction of a text, and Unicode's own line separators.
 */
const unsafe = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu

/**
 * A text that is safe to print: names and reasons from an account must not move the cursor, hide a line or
 * reverse the text.
 */
export function terminalText(text: string): string {
  return stripVTControlCharacters(text.replaceAll('\r\n', '\n')).replaceAll(unsafe, '')
}

/** The same in one line: a name or a reason must not look like a line of Sluice. */
export function terminalLine(text: string): string {
  return terminalText(text)
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
}

/** JSON with the same value, in which those characters are escaped. */
export function terminalJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
