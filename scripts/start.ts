import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const sources = ['{electron,shared,renderer}/**/*.{ts,tsx,css,html}', 'electron.vite.config.ts', 'package.json']
/** A download of 100 MB over a slow line. */
const downloadMs = 15 * 60_000

/** `npm start`: builds the app if it has changed since, and opens it. What stands behind `--` is handed to Electron. */
async function main(args: string[]): Promise<number> {
  const electron = electronExecutable()
  if (electron === undefined) {
    return fail(
      "Electron's runtime is not installed and cannot be downloaded here. Use `npm run demo`; the app in a browser comes with the next version.",
    )
  }
  if (isOutdated() && !build()) return fail('the build has failed.')
  const child = spawn(electron, [root, ...args], { stdio: 'inherit' })
  // A terminal's Ctrl-C reaches the app by itself.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(fail(error.message)))
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

/** Electron's own executable; its runtime is downloaded first where it is missing. Undefined where that fails. */
function electronExecutable(): string | undefined {
  const folder = join(root, 'node_modules', 'electron')
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!existsSync(join(folder, 'install.js'))) return undefined
  if (given === undefined && !existsSync(join(folder, 'path.txt'))) {
    process.stderr.write("start: downloading Electron's runtime (once, about 100 MB)\n")
    spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: downloadMs })
  }
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron'
  const executable = join(given ?? join(folder, 'dist'), name)
  return existsSync(executable) ? executable : undefined
}

function isOutdated(): boolean {
  const built = statSync(join(root, 'out', 'renderer', 'index.html'), { throwIfNoEntry: false })
  if (built === undefined) return true
  return globSync(sources, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > built.mtimeMs)
}

function build(): boolean {
  process.stderr.write('start: building the app\n')
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'build'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`)
  return status === 0
}

function fail(message: string): number {
  process.stderr.write(`start: ${message}\n`)
  return 1
}

process.exitCode = await main(process.argv.slice(2))
