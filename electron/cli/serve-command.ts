import { errorMessage } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import { startBrowserHost } from '../browser-host/serve.ts'
import { parsed, usageError } from './arguments.ts'
import { buildIfOutdated } from './build.ts'
import { openInBrowser } from './open-browser.ts'
import { exitCodes } from './run-command.ts'

const serveOptions = { port: { type: 'string' }, 'no-open': { type: 'boolean' } } as const

/** Serves the app to the browser until it is interrupted. The only line on standard output is the address. */
export async function serveCommand(engine: Engine, args: string[]): Promise<number> {
  const { values } = parsed(args, serveOptions, 0)
  const port = values.port === undefined ? 0 : portOf(values.port)
  await buildIfOutdated('pages', (line) => process.stderr.write(`sluice: ${line}\n`))
  const host = await startBrowserHost(engine, { port })
  const interrupted = interruption()
  process.stdout.write(`${host.address}\n`)
  if (!values['no-open']) openInBrowser(host.onceAddress())
  void engine.recover().catch((thrown: unknown) => process.stderr.write(`sluice: ${errorMessage(thrown)}\n`))
  await interrupted
  await host.close()
  return exitCodes.done
}

/** A second signal ends the process as if nothing listened. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

/** @throws AppError `invalid-input` */
export function portOf(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (port >= 1 && port <= 65_535) return port
  throw usageError(`--port must be a number from 1 to 65535, not "${text}".`)
}
