import { AppError } from '../../../shared/errors.ts'
import type { Aws } from '../aws/clients.ts'
import { failuresInARow, toleratingFailures } from '../aws/tolerance.ts'
import { longestOutput, runScript } from '../aws/shell.ts'

/**
 * Runs a script on the load generator and gives its output, if necessary several times: it must bear that.
 * `doing` completes "The load generator could not …". Throws AppError `load-failed` when the script fails or
 * its output was cut off.
 */
export type RemoteScript = (
  script: string,
  doing: string,
  signal: AbortSignal,
  timeoutSec?: number,
) => Promise<string>

/** @param tries how often a script is sent that does not come to its end */
export function remoteScript(aws: Aws, instanceId: string, tries = failuresInARow): RemoteScript {
  return async (script, doing, signal, timeoutSec = 60) => {
    const send = () => runScript(aws, instanceId, script, { doing, timeoutSec, signal })
    const pauseMs = aws.pacing.pollMs
    const { exitCode, stdout, stderr } = await toleratingFailures(send, { tries, pauseMs, signal })
    if (exitCode !== 0)
      throw new AppError(
        'load-failed',
        `The load generator could not ${doing} (exit code ${exitCode}): ${stderr.trim().slice(-400)}`,
      )
    if (stdout.length >= longestOutput)
      throw new AppError('load-failed', `The load generator answered more than SSM passes on (${doing}).`)
    return stdout
  }
}
