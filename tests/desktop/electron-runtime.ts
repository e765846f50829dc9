import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.ts'

/** An Electron to pack the app with. */
export interface ElectronRuntime {
  /** A distribution folder, for electron-builder's `electronDist`. */
  dist: string
  /** better-sqlite3 built for this Electron, where the binary that the app ships with needs a newer one. */
  sqlite: string | undefined
}

/** The first Electron with the Node-API that better-sqlite3's own binaries are made for. */
const firstFittingMajor = 35

/**
 * The Electron that SLUICE_TEST_ELECTRON names (a distribution folder), else the one that the project has
 * downloaded, else a substitute from the package registry. The script that prepares the substitute also
 * installs the display and the libraries.
 */
export function electronRuntime(): ElectronRuntime {
  const given = process.env['SLUICE_TEST_ELECTRON']
  const own = join(root, 'node_modules', 'electron', 'dist')
  if (given !== undefined) return fitting(given)
  if (existsSync(join(own, 'version'))) return fitting(own)
  const cache = prepareSubstitute()
  return { dist: join(cache, 'dist'), sqlite: join(cache, 'sqlite', 'better_sqlite3.node') }
}

function fitting(dist: string): ElectronRuntime {
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
  if (Number.parseInt(version, 10) < firstFittingMajor) {
    throw new Error(
      `The Electron in ${dist} is ${version}: better-sqlite3 needs ${firstFittingMajor} or newer.`,
    )
  }
  return { dist, sqlite: undefined }
}

function prepareSubstitute(): string {
  const script = join(import.meta.dirname, 'electron-runtime', 'setup.sh')
  const said = execFileSync(script, [root], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return said.trimEnd().split('\n').at(-1) ?? ''
}
