import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfOutdated } from '../electron/cli/build.ts'
import { errorMessage } from '../shared/errors.ts'

const root = join(import.meta.dirname, '..')
/** A download of 100 MB over a slow line. */
const downloadMs = 15 * 60_000

/**
 * `npm start`: builds the app if its sources have changed, and opens it. Where Electron's runtime cannot be
 * downloaded, the same app opens in the browser. Arguments after `--` go to Electron, or to `sluice serve`.
 */
async function main(args: string[]): Promise<number> {
  const electron = electronExecutable()
  if (electron === undefined) {
    say("Electron's runtime is not installed and cannot be downloaded here.")
    say('Opening the app in the browser instead.')
    return serve(args)
  }
  await buildIfOutdated('app', say)
  const child = spawn(electron, [root, ...args], { stdio: 'inherit' })
  // The terminal sends Ctrl-C to the app, too.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

/**
 * Electron's executable, after downloading the runtime if it is missing; undefined where that fails.
 */
function electronExecutable(): string | undefined {
  const folder = join(root, 'node_modules', 'electron')
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!existsSync(join(folder, 'install.js'))) return undefined
  if (given === undefined && !existsSync(join(folder, 'path.txt'))) {
    say("downloading Electron's runtime (once, about 100 MB)")
    spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: downloadMs })
  }
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron'
  const executable = join(given ?? join(folder, 'dist'), name)
  return existsSync(executable) ? executable : undefined
}

/** Runs the engine in this process; with Electron it runs in Electron's main process. */
async function serve(args: string[]): Promise<number> {
  const { runCommandLine } = await import('../electron/cli/command-line.ts')
  return runCommandLine(['serve', ...args])
}

function say(line: string): void {
  process.stderr.write(`start: ${line}\n`)
}

process.exitCode = await main(process.argv.slice(2)).catch((thrown: unknown) => {
  say(errorMessage(thrown))
  return 1
})
