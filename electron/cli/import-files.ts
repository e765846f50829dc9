import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { CommandInput } from '../../shared/contract.ts'
import { importLimits } from '../../shared/import-limits.ts'
import { unreadableFile } from './load-run.ts'

/** A file to import, read, with the scenario that it measured; null where none was named before it. */
export type ScenarioFile = CommandInput<'runs.import'>['files'][number]

const option = '--scenario'

/** A command line from its first option on, and how many files there are among its words. */
export interface Words {
  words: readonly string[]
  files: number
}

/** A file with the scenario that was named last before it. */
interface Placed {
  path: string
  scenario: string | null
}

/**
 * Reads the files of a command line, each with the scenario that was named last before it.
 * @param names of all files, in their order
 * @throws AppError `invalid-input` for a file that cannot be read, and where a scenario has no file
 */
export function filesByScenario({ words, files }: Words, names: readonly string[]): ScenarioFile[] {
  const { placed, scenarios } = placesOf([...names.slice(0, names.length - files), ...words], names)
  const empty = scenarios.find((one) => !placed.some(({ scenario }) => scenario === one))
  if (empty !== undefined) throw new AppError('invalid-input', `${option} ${empty}: name its files after it.`)
  const unnamed = placed.find(({ scenario }) => scenario === null)
  if (scenarios.length > 0 && unnamed !== undefined)
    throw new AppError('invalid-input', `${unnamed.path}: name its scenario before it, with ${option}.`)
  return placed.map(({ path, scenario }) => ({ name: basename(path), text: textOf(path), scenario }))
}

function placesOf(words: readonly string[], names: readonly string[]) {
  const rest = [...names]
  const placed: Placed[] = []
  const scenarios: string[] = []
  for (const [at, word] of words.entries()) {
    const named = words[at - 1] === option ? word : namedIn(word)
    if (named !== null) scenarios.push(named)
    else if (word === rest[0]) {
      rest.shift()
      placed.push({ path: word, scenario: scenarios.at(-1) ?? null })
    }
  }
  return { placed, scenarios }
}

/** The name in `--scenario=NAME`. */
function namedIn(word: string): string | null {
  return word.startsWith(`${option}=`) ? word.slice(option.length + 1) : null
}

function textOf(name: string): string {
  try {
    const { size } = statSync(name)
    // UTF-8 has at most three bytes a character.
    if (size > 3 * importLimits.characters)
      throw new AppError('invalid-input', `${name} is larger than the 32 MB that are read.`)
    return readFileSync(name, 'utf8')
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    throw unreadableFile(name, thrown)
  }
}
