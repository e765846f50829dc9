import type { Command } from 'commander'
import { errorMessage } from '../../../shared/errors.ts'
import type { BrowserHost } from '../../browser-host/serve.ts'
import type { Engine } from '../../engine/engine.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { leftText } from '../left-text.ts'
import { opener, openInBrowser } from '../open-browser.ts'
import { portOf } from '../option-values.ts'
import { complain, note, print, warn } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { call } from '../session.ts'

interface ServeOptions {
  port?: number
  open: boolean
}

/** `serve`: the app for the browser. Standard output holds its address, and a new one after each use. */
export function addServeCommand(program: Command, withEngine: WithEngine): void {
  program
    .command('serve')
    .description('Open the app in the browser and print its address')
    .option('--port <number>', 'The port on 127.0.0.1; 0 picks any that is free (default: 0)', portOf)
    .option('--no-open', 'Only print the address')
    .addHelpText('after', '\nExamples:\n  $ sluice serve\n  $ sluice serve --port 8080 --no-open')
    .action((options: ServeOptions) =>
      withEngine((engine) => serveUntilInterrupted(engine, options), { prompts: 'page' }),
    )
}

async function serveUntilInterrupted(engine: Engine, { port = 0, open }: ServeOptions): Promise<ExitCode> {
  const { buildIfOutdated } = await import('../build.ts')
  await buildIfOutdated('pages', (line) => note(`sluice: ${line}`))
  const { startBrowserHost } = await import('../../browser-host/serve.ts')
  const host = await startBrowserHost(engine, { port })
  const interrupted = interruption()
  print(`Open this in your browser: ${host.newAddress(() => offerAnother(host))}`)
  print('It lets in one page. Ctrl-C ends it.')
  if (open && opener(process.platform, process.env) !== undefined) openInBrowser(host.newOpeningFile())
  void engine.recover().catch((thrown: unknown) => complain(errorMessage(thrown)))
  await interrupted
  await host.close()
  for (const deployment of await call(engine, 'deployments.list', {})) {
    const text = leftText(deployment, Date.now())
    if (text !== null) warn(text)
  }
  return exitCodes.done
}

/** An address is of no use once a page has come by it. */
function offerAnother(host: BrowserHost): void {
  print(`To open another page: ${host.newAddress(() => offerAnother(host))}`)
}

/** A second signal ends the process, since nothing listens for it any more. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
