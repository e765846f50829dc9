import type { ExportedFile } from '../../../shared/exported-file.ts'

/** Hands a text to the person as a file in their download folder. */
export function downloadFile({ fileName, mediaType, text }: ExportedFile): void {
  downloadBlob(fileName, new Blob([text], { type: mediaType }))
}

/** The same of a file that is no text. */
export function downloadBlob(fileName: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // The download keeps the data once it has begun, which it does after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
