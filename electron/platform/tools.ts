import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of a tool: on PATH, or else where systems keep tools that only root has on its PATH. */
export function findTool(name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if ((environment['SLUICE_WITHOUT'] ?? '').split(',').includes(name)) return undefined
  const folders = [
    ...(environment['PATH'] ?? '').split(delimiter),
    '/usr/local/bin',
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
  ]
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
