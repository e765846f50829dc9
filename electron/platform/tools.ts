import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of a tool: on PATH, or else where systems keep tools that only root has on its PATH. */
export function findTool(name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (isLeftOut(name, environment)) return undefined
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

/** Whether `SLUICE_WITHOUT` says to do as if this tool were not installed. */
export function isLeftOut(name: string, environment: NodeJS.ProcessEnv = process.env): boolean {
  return (environment['SLUICE_WITHOUT'] ?? '').split(',').includes(name)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
