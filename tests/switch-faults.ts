import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { writeFileAtomically } from '../electron/platform/atomic-file.ts'
import type { faultsSchema } from '../electron/practice/faults.ts'

/**
 * Switches faults of a data folder's practice account on, and all others off. The file is whole at every
 * moment: the account may be reading it.
 */
export function switchFaults(dataDir: string, faults: z.input<typeof faultsSchema>): void {
  mkdirSync(join(dataDir, 'practice'), { recursive: true, mode: 0o700 })
  writeFileAtomically(join(dataDir, 'practice', 'faults.json'), JSON.stringify(faults))
}
