import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../../..')

/** Every file below the given folders that git tracks or would track, as paths relative to the project. */
export function sourceFiles(...patterns: string[]): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  return listed.split('\n').filter((file) => file !== '')
}

export const readSource = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The files of the project that a file imports, types included, relative to the project. */
export function importsOf(file: string): string[] {
  const specifiers = readSource(file).matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)
  return [...specifiers].map(([, specifier = '']) => normalize(join(dirname(file), specifier)))
}
