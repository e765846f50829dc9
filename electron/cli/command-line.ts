import { setTimeout as sleep } from 'node:timers/promises'
import { CommanderError } from 'commander'
import { AppError, errorData } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import { dataDir } from '../platform/data-dir.ts'
import { errorText } from './error-text.ts'
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts'
import { hintAfter } from './hints.ts'
import { complain } from './print.ts'
import { createProgram, type WorkOptions } from './program.ts'
import { answerPrompts } from './prompting.ts'
import { liveLines, watchSaving } from './watch-saving.ts'

/**
 * Runs one command of `sluice`. An error is written to standard error.
 * @param args what follows the name of the script
 */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done
  const program = createProgram(
    async (work, options = {}) => {
      exitCode = await withEngine(work, options)
    },
    async (work) => {
      exitCode = await work()
    },
  )
  try {
    await program.parseAsync(args.length === 0 ? ['help'] : args, { from: 'user' })
    return exitCode
  } catch (thrown) {
    // Commander has written its own errors already.
    if (!(thrown instanceof CommanderError)) complain(`${errorText(thrown)}${hintAfter(errorData(thrown))}`)
    return exitCodeOf(thrown)
  }
}

async function withEngine(
  work: (engine: Engine) => Promise<ExitCode>,
  { prompts = 'terminal', withoutEngine }: WorkOptions,
): Promise<ExitCode> {
  let engine: Engine
  try {
    // Loaded here: the help, the version and `verify` need no engine.
    const { createEngine } = await import('../engine/engine.ts')
    engine = createEngine({ dataDir: dataDir() })
  } catch (thrown) {
    if (withoutEngine === undefined || !(thrown instanceof AppError)) throw thrown
    return withoutEngine(thrown)
  }
  if (prompts === 'terminal') answerPrompts(engine)
  return workWith(engine, work, prompts === 'page')
}

/** How long a command that has to end may take to put the terminal in order. */
const orderMs = 1_000

async function workWith(
  engine: Engine,
  work: (engine: Engine) => Promise<ExitCode>,
  stays: boolean,
): Promise<ExitCode> {
  const saving = watchSaving(engine, stays)
  const working = work(engine)
  let failure: AppError | undefined
  try {
    return await Promise.race([working, saving.lost])
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'database')) throw thrown
    const { code, message, details } = thrown
    failure = new AppError(code, [message, ...(await liveLines(engine))].join('\n'), details)
    throw failure
  } finally {
    saving.end()
    await engine.close()
    if (failure) await Promise.race([working.catch(() => undefined), sleep(orderMs)])
  }
}
