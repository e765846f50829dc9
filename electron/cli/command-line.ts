import { CommanderError } from 'commander'
import { errorData } from '../../shared/errors.ts'
import { createEngine } from '../engine/engine.ts'
import { dataDir } from '../platform/data-dir.ts'
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts'
import { createProgram } from './program.ts'
import { answerPrompts } from './prompting.ts'

/**
 * Runs one command of `sluice`. An error is written to standard error in one line.
 * @param args what follows the name of the script
 */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done
  const program = createProgram(async (work, { prompts = 'terminal' } = {}) => {
    const engine = createEngine({ dataDir: dataDir() })
    if (prompts === 'terminal') answerPrompts(engine)
    try {
      exitCode = await work(engine)
    } finally {
      await engine.close()
    }
  })
  try {
    await program.parseAsync(args.length === 0 ? ['help'] : args, { from: 'user' })
    return exitCode
  } catch (thrown) {
    // Commander has written its own errors already.
    if (!(thrown instanceof CommanderError)) process.stderr.write(`sluice: ${errorData(thrown).message}\n`)
    return exitCodeOf(thrown)
  }
}
