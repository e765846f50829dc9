import { enableCompileCache } from 'node:module'
import { compileCacheFolder } from '../platform/compile-cache.ts'

// Where the folder cannot be written, Node goes on without a cache.
if (compileCacheFolder !== undefined) enableCompileCache(compileCacheFolder)
// What is imported above is compiled before the cache is on: everything else comes here.
const { runCommandLine } = await import('./command-line.ts')
const { exitCodes } = await import('./exit-codes.ts')

const exitCode = await runCommandLine(process.argv.slice(2))
// A call that has no answer yet must not keep a command that was interrupted.
if (exitCode === exitCodes.interrupted) process.exit(exitCode)
process.exitCode = exitCode
