import { importLimits } from '../../../shared/import-limits.ts'
import type { Api } from '../../api/api.ts'
import { CommandError } from '../../api/api.ts'

/** Refuses a file before it is read: UTF-8 has at most three bytes for a character of a text. */
export function requireReadable({ name, size }: File): void {
  if (size <= 3 * importLimits.characters) return
  const most = importLimits.characters / 1024 / 1024
  throw new CommandError({
    code: 'invalid-input',
    message: `${name} is larger than the ${most} MB that are read.`,
    details: {},
  })
}

/**
 * Sends a file to the engine in pieces.
 * @param sent is told how much of it was sent, 0-1
 * @returns the upload to import it by
 */
export async function sendFile(
  api: Pick<Api, 'call'>,
  file: File,
  sent: (part: number) => void,
): Promise<string> {
  const text = await file.text()
  const upload = crypto.randomUUID()
  let offset = 0
  do {
    const piece = text.slice(offset, offset + importLimits.piece)
    await api.call('imports.send', { upload, offset, text: piece })
    offset += piece.length
    sent(text.length === 0 ? 1 : offset / text.length)
  } while (offset < text.length)
  return upload
}

/** What a file has measured, by its name: `before-1.txt` and `before-2.txt` are of `before`. */
export function scenarioNamed(name: string): string {
  const stem = name.replace(/\.[^.]*$/, '').replace(/[\s._-]*\d*$/, '')
  return (stem === '' ? name : stem).slice(0, importLimits.scenario)
}
