import { z } from 'zod'
import { regionFault } from './region.ts'

/** The name of a Region. */
export const regionSchema = z.string().check(({ value, issues }) => {
  const message = regionFault(value)
  if (message !== null) issues.push({ code: 'custom', input: value, message })
})
