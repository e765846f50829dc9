import { execFileSync } from 'node:child_process'
import { copyFileSync, openSync, readSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { electronRuntime } from './electron-runtime.ts'
import { root } from './project.ts'

export interface PackedApp {
  folder: string
  executable: string
  resources: string
}

/** Builds the app and packs it, as for a release but for the installers, into a folder of the test's own. */
export function packApp(folder: string): PackedApp {
  const { dist, sqlite } = electronRuntime()
  run('electron-vite', ['build'])
  run('electron-builder', ['--dir', '--linux', `-c.electronDist=${dist}`, `-c.directories.output=${folder}`])
  const unpacked = join(folder, 'linux-unpacked')
  const resources = join(unpacked, 'resources')
  if (sqlite !== undefined) copyFileSync(sqlite, join(resources, 'app.asar.unpacked', sqliteBinary))
  return { folder: unpacked, executable: join(unpacked, 'sluice'), resources }
}

export const sqliteBinary = 'node_modules/better-sqlite3/prebuilds/linux-x64.node'

function run(tool: string, args: string[]): void {
  execFileSync(join(root, 'node_modules', '.bin', tool), args, { cwd: root, encoding: 'utf8', stdio: 'pipe' })
}

interface AsarEntry {
  files?: Record<string, AsarEntry>
  unpacked?: boolean
}

/** The paths of all files in an asar archive, from its header: a JSON text behind four 32-bit lengths. */
export function asarFiles(file: string): { path: string; unpacked: boolean }[] {
  const archive = openSync(file, 'r')
  const lengths = Buffer.alloc(16)
  readSync(archive, lengths, 0, 16, 0)
  const header = Buffer.alloc(lengths.readUInt32LE(12))
  readSync(archive, header, 0, header.length, 16)
  closeSync(archive)
  const list = (entry: AsarEntry, path: string): { path: string; unpacked: boolean }[] =>
    entry.files === undefined
      ? [{ path, unpacked: entry.unpacked === true }]
      : Object.entries(entry.files).flatMap(([name, child]) =>
          list(child, path === '' ? name : `${path}/${name}`),
        )
  return list(JSON.parse(header.toString('utf8')) as AsarEntry, '')
}
