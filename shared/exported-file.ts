import { z } from 'zod'

/** A format that runs can be exported in. */
export const exportFormatSchema = z.strictObject({
  /** What `sluice export --format` takes. */
  id: z.string(),
  title: z.string(),
  /** What it is for, in a sentence. */
  description: z.string(),
  /** Of the file name, without the dot. */
  extension: z.string(),
  mediaType: z.string(),
  /** Whether a file holds one chart, which can be chosen. */
  hasCharts: z.boolean(),
})

export const exportedFileSchema = z.strictObject({
  fileName: z.string(),
  mediaType: z.string(),
  text: z.string(),
})

export type FormatDescription = z.infer<typeof exportFormatSchema>
export type ExportedFile = z.infer<typeof exportedFileSchema>
