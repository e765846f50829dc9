import { z } from 'zod'

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  reducedMotion: z.enum(['system', 'on', 'off']),
})

export type Settings = z.infer<typeof settingsSchema>
