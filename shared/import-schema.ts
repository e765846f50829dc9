import { z } from 'zod'
import { importLimits } from './import-limits.ts'

/** Chosen by the page that sends a text in pieces. */
const uploadId = z.string().regex(/^[\w-]{1,64}$/)

/** The next piece of a text that is too long to be sent at once; the piece at 0 begins it. */
export const pieceSchema = z.strictObject({
  upload: uploadId,
  /** How many characters of the text were sent before. */
  offset: z.int().nonnegative().max(importLimits.characters),
  text: z.string().max(importLimits.piece),
})

/**
 * Files to save as runs. Each file of Sluice is a run of its own; all files of other load tools are one run,
 * in which a file is a round of its scenario and the first scenario is the baseline. A damaged file is
 * refused (`invalid-input`), and so is one that was imported before (`conflict`). A file has at most 32 MB.
 */
export const importSchema = z.strictObject({
  files: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(importLimits.name),
        /** Null where the text was sent before, in pieces. */
        text: z.string().nullable(),
        upload: uploadId.nullable().default(null),
        /** What it measured; null for a file of Sluice, which says so. */
        scenario: z
          .string()
          .min(1)
          .max(importLimits.scenario)
          .regex(/^[^\p{Cc}\p{Cf}<>]*$/u, 'Use letters, digits and spaces.')
          .nullable()
          .default(null),
      }),
    )
    .min(1)
    .max(importLimits.files),
  /** The scenarios were measured in turn: their first files belong together, and so on. */
  interleaved: z.boolean().default(false),
})
