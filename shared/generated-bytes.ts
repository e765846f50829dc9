/** Each block is a byte that no text has, its own number in 14 digits, and the end of a line. */
const blockLength = 16

/**
 * The bytes that the origin answers, and that a POST carries: the same on every side, binary, and different
 * from place to place, so that their SHA-256 tells whether they arrived. The origin's Perl, `trial.lua` and
 * `probe.ts` make the same.
 */
export function generatedBytes(length: number): Uint8Array {
  const blocks = Array.from(
    { length: Math.ceil(length / blockLength) },
    (_, block) => `\u00FF${String(block).padStart(blockLength - 2, '0')}\n`,
  )
  const text = blocks.join('')
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 1) bytes[at] = text.charCodeAt(at)
  return bytes
}
