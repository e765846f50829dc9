import { runCommandLine } from './command-line.ts'
import { exitCodes } from './exit-codes.ts'

const exitCode = await runCommandLine(process.argv.slice(2))
// A call that has no answer yet must not keep a command that was interrupted.
if (exitCode === exitCodes.interrupted) process.exit(exitCode)
process.exitCode = exitCode
