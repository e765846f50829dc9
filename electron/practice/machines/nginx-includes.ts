import { readdirSync, readFileSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import { inRoot, type MachineFolder } from './machine-folder.ts'
import { parseNginx, type Directive } from './nginx-syntax.ts'

/** Where relative paths start on an instance: its package's own folder. */
export const configFolder = '/etc/nginx'

const deepest = 8

/** Comes with nginx's package on an instance, so a configuration may include it without describing it. */
const packaged = new Map([
  [
    `${configFolder}/mime.types`,
    'types { text/html html htm; text/css css; text/plain txt; text/xml xml; application/javascript js; ' +
      'application/json json; application/zip zip; image/png png; image/jpeg jpeg jpg; ' +
      'image/gif gif; image/svg+xml svg; }',
  ],
])

/**
 * Reads a configuration of an instance with all the files that it includes in their places, so that nginx
 * itself includes nothing.
 * @param path on the instance
 * @throws Error like nginx's for a file that is not there
 */
export function readNginxFile(folder: MachineFolder, path: string, depth = 0): Directive[] {
  if (depth > deepest) throw new Error(`include "${path}" goes too deep`)
  const file = inRoot(folder, path)
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true
  const text = isThere ? readFileSync(file, 'utf8') : packaged.get(path)
  if (text === undefined) throw new Error(`open() "${path}" failed (2: No such file or directory)`)
  return included(folder, parseNginx(text), depth)
}

function included(folder: MachineFolder, directives: readonly Directive[], depth: number): Directive[] {
  return directives.flatMap(({ words, block }) => {
    if (block) return [{ words, block: included(folder, block, depth) }]
    if (words[0] !== 'include') return [{ words }]
    return filesOf(folder, words[1] ?? '').flatMap((path) => readNginxFile(folder, path, depth + 1))
  })
}

/** The files behind the path of an include: `*` may stand in the last part, and matches none as well. */
function filesOf(folder: MachineFolder, path: string): string[] {
  if (path.includes('$')) throw new Error(`the practice account does not take "include ${path}"`)
  const absolute = posix.resolve(configFolder, path)
  if (!absolute.includes('*')) return [absolute]
  const [directory, pattern] = [posix.dirname(absolute), posix.basename(absolute)]
  if (directory.includes('*')) throw new Error(`the practice account does not take "include ${path}"`)
  const parts = pattern.split('*').map((part) => part.replaceAll(/[$()+.?[\\\]^{|}]/g, String.raw`\$&`))
  const matching = new RegExp(`^${parts.join('.*')}$`)
  return namesIn(inRoot(folder, directory))
    .filter((name) => !name.startsWith('.') && matching.test(name))
    .toSorted()
    .map((name) => posix.join(directory, name))
}

function namesIn(directory: string): string[] {
  return statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(directory) : []
}
