import { fileURLToPath } from 'node:url'
import { runsFromSource } from './entries.ts'

/**
 * Where Node keeps what it has compiled of a checkout's sources, types taken out: inside the checkout. What
 * lies there is run as code, so nobody may write there who may not change the sources; the folder for
 * temporary files, Node's own choice, belongs to every user of the machine. Undefined for a build, which
 * starts no faster with it.
 */
export const compileCacheFolder = runsFromSource
  ? fileURLToPath(new URL('../../node_modules/.cache/sluice-compiled', import.meta.url))
  : undefined

/** What makes a process of Node that runs from the sources use that folder as well. */
export function compileCacheEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const isBuilt = environment['SLUICE_BUILT_ENTRIES'] !== undefined
  return compileCacheFolder === undefined || isBuilt ? {} : { NODE_COMPILE_CACHE: compileCacheFolder }
}
