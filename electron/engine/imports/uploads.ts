import type { CommandParsed } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { importLimits } from '../../../shared/import-limits.ts'

/** Texts that pages send in pieces, since a message has a limit. They are kept in memory until imported. */
export interface Uploads {
  /** @throws AppError `conflict` for a piece that is not the next one, `invalid-input` for too much text */
  add(piece: CommandParsed<'imports.send'>, nowMs: number): void
  /** @throws AppError `not-found` */
  text(upload: string): string
  forget(upload: string): void
}

interface Upload {
  pieces: string[]
  length: number
  atMs: number
}

/** A text that nobody imports is given up after this time, and of all texts together no more is kept. */
const keptMs = 10 * 60_000
const mostTogether = 2 * importLimits.characters

export function createUploads(): Uploads {
  const uploads = new Map<string, Upload>()
  const give = (nowMs: number): void => {
    for (const [id, { atMs }] of uploads) if (nowMs - atMs > keptMs) uploads.delete(id)
  }
  return {
    add({ upload: id, offset, text }, nowMs) {
      give(nowMs)
      if (offset === 0) uploads.delete(id)
      const upload = uploads.get(id) ?? { pieces: [], length: 0, atMs: nowMs }
      if (upload.length !== offset)
        throw new AppError('conflict', 'A piece of the file is missing. Import it again.', { upload: id })
      const together = [...uploads.values()].reduce((sum, { length }) => sum + length, text.length)
      if (upload.length + text.length > importLimits.characters || together > mostTogether)
        throw new AppError('invalid-input', 'These files are too large to be imported together.')
      upload.pieces.push(text)
      uploads.set(id, { ...upload, length: upload.length + text.length, atMs: nowMs })
    },
    text(id) {
      const upload = uploads.get(id)
      if (upload === undefined)
        throw new AppError('not-found', 'The file is not here any more. Import it again.', { upload: id })
      return upload.pieces.join('')
    },
    forget: (id) => void uploads.delete(id),
  }
}
