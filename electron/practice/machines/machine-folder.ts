import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import type { DescribedFile } from './user-data.ts'

/** The folders of an instance on this machine. */
export interface MachineFolder {
  path: string
  /** The instance's root directory: files of its user data, and what its commands write under SLUICE_ROOT. */
  root: string
  /** The first folder on the PATH of its commands. */
  bin: string
  home: string
  temporary: string
  /** Of the origin: its configuration here, pid, logs. */
  work: string
  sluiceRoot: string
}

export function machineFolder(accountFolder: string, instanceId: string): MachineFolder {
  const path = join(accountFolder, 'instances', instanceId)
  const root = join(path, 'root')
  return {
    path,
    root,
    bin: join(path, 'bin'),
    home: join(root, 'root'),
    temporary: join(path, 'tmp'),
    work: join(path, 'work'),
    sluiceRoot: join(root, 'var/lib/sluice'),
  }
}

export function makeMachineFolder(folder: MachineFolder): void {
  for (const path of [
    folder.root,
    folder.bin,
    folder.home,
    folder.temporary,
    folder.work,
    folder.sluiceRoot,
  ]) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  }
}

/** A path of the instance as one below its folder; `..` cannot climb out of it. */
export function inRoot(folder: MachineFolder, path: string): string {
  return join(folder.root, normalize(join('/', path)))
}

/**
 * Writes the files that the user data describes, for this user only. None of them is executable: they are not
 * run here.
 */
export function writeDescribedFiles(folder: MachineFolder, files: readonly DescribedFile[]): void {
  for (const { path, content } of files) {
    const file = inRoot(folder, path)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, content)
    chmodSync(file, 0o600)
  }
}

/** Writes an executable, unless it has this text already. */
export function writeExecutable(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  writeFileSync(file, text, { mode: 0o700 })
  chmodSync(file, 0o700)
}
