import { spawn } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { runsFromSource } from '../platform/entries.ts'

const root = join(import.meta.dirname, '..', '..')
const settings = ['electron.vite.config.ts', 'package.json']
const sources = {
  app: ['{electron,shared,renderer}/**/*.{ts,tsx,css,html}', ...settings],
  pages: ['{shared,renderer}/**/*.{ts,tsx,css,html}', ...settings],
}

/**
 * From a checkout: builds `out/` where it is older than the sources of what is to be used of it. A build is
 * complete as it is.
 * @throws AppError `internal` with what the build has said
 */
export async function buildIfOutdated(use: keyof typeof sources, say: (line: string) => void): Promise<void> {
  if (!runsFromSource || !isOutdated(sources[use])) return
  say('building the app')
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const child = spawn(process.execPath, [tool, 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new AppError('internal', `The build has failed.\n${said}`)
}

function isOutdated(patterns: readonly string[]): boolean {
  const built = statSync(join(root, 'out', 'renderer', 'index.html'), { throwIfNoEntry: false })
  if (built === undefined) return true
  return globSync(patterns, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > built.mtimeMs)
}
