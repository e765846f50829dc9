import { z } from 'zod'

/** What an imported run came from: kept in this data folder, and no part of an export. */
export const importedSchema = z.strictObject({
  /** The id of the import format. */
  format: z.string(),
  fileNames: z.array(z.string()),
  /** SHA-256 of the files with their scenarios, to know them when they are imported again. */
  sha256: z.string(),
  atMs: z.number(),
})

export type Imported = z.infer<typeof importedSchema>
