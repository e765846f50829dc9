import { z } from 'zod'

/** A format that runs can be exported in. */
export const exportFormatSchema = z.strictObject({
  /** What `sluice export --format` takes. */
  id: z.string(),
  /** For people: "Export as …". */
  title: z.string(),
  /** Of the file name, without the dot. */
  extension: z.string(),
  mediaType: z.string(),
})

export const exportedFileSchema = z.strictObject({
  fileName: z.string(),
  mediaType: z.string(),
  text: z.string(),
})

export type FormatDescription = z.infer<typeof exportFormatSchema>
export type ExportedFile = z.infer<typeof exportedFileSchema>
