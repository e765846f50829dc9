import type { Command } from 'commander'
import { errorMessage } from '../../../shared/errors.ts'
import { startBrowserHost } from '../../browser-host/serve.ts'
import type { Engine } from '../../engine/engine.ts'
import { buildIfOutdated } from '../build.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { openInBrowser } from '../open-browser.ts'
import { portOf } from '../option-values.ts'
import { note, print } from '../print.ts'
import type { WithEngine } from '../program.ts'

interface ServeOptions {
  port?: number
  open: boolean
}

/** `serve`: the app for the browser. The only line on standard output is its address. */
export function addServeCommand(program: Command, withEngine: WithEngine): void {
  program
    .command('serve')
    .description('Open the app in the browser and print its address')
    .option('--port <number>', 'The port on 127.0.0.1 (default: any that is free)', portOf)
    .option('--no-open', 'Only print the address')
    .addHelpText('after', '\nExamples:\n  $ sluice serve\n  $ sluice serve --port 8080 --no-open')
    .action((options: ServeOptions) =>
      withEngine((engine) => serveUntilInterrupted(engine, options), { prompts: 'page' }),
    )
}

async function serveUntilInterrupted(engine: Engine, { port = 0, open }: ServeOptions): Promise<ExitCode> {
  await buildIfOutdated('pages', (line) => note(`sluice: ${line}`))
  const host = await startBrowserHost(engine, { port })
  const interrupted = interruption()
  print(host.address)
  if (open) openInBrowser(host.onceAddress())
  void engine.recover().catch((thrown: unknown) => note(`sluice: ${errorMessage(thrown)}`))
  await interrupted
  await host.close()
  return exitCodes.done
}

/** A second signal ends the process, since nothing listens for it any more. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
