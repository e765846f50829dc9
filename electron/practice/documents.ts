import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { writeFileAtomically } from '../platform/atomic-file.ts'
import type { Documents } from './world.ts'

/**
 * Documents as files: `stack/abc` is `<folder>/stack/abc.json`. All are read once, at the start; afterwards
 * the files are only written. Memory holds the text, so a caller that changes a value that it was given
 * changes nothing here and reads exactly what it would read after a restart. A damaged file is renamed and
 * reported.
 */
export function openDocuments(folder: string, damaged: (file: string, reason: string) => void): Documents {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const texts = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name)
    if (name.endsWith('.tmp')) rmSync(file, { force: true })
    if (!name.endsWith('.json')) continue
    const text = readFileSync(file, 'utf8')
    try {
      JSON.parse(text)
      texts.set(keyOfFile(name), text)
    } catch (thrown) {
      renameSync(file, `${file}.damaged`)
      damaged(file, String(thrown))
    }
  }
  return {
    get(key) {
      const text = texts.get(key)
      return text === undefined ? undefined : (JSON.parse(text) as unknown)
    },
    put(key, value) {
      const text = JSON.stringify(value)
      const file = join(folder, fileOfKey(key))
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileAtomically(file, text)
      texts.set(key, text)
    },
    remove(key) {
      rmSync(join(folder, fileOfKey(key)), { force: true })
      texts.delete(key)
    },
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
  }
}

/**
 * Each part of a key becomes one file name. Ids come from callers of the endpoint, so a key must not lead out
 * of the folder.
 */
function fileOfKey(key: string): string {
  const parts = key.split('/')
  if (parts.some((part) => part === '' || part.startsWith('.')))
    throw new Error(`'${key}' is not a key of a document.`)
  return `${parts.map(encodeURIComponent).join('/')}.json`
}

function keyOfFile(name: string): string {
  return name.slice(0, -'.json'.length).split(sep).map(decodeURIComponent).join('/')
}
