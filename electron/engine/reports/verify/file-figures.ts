import type { RecordedRun } from '../export-format.ts'
import { hashesOf, type WrittenRun } from '../hashes.ts'
import { runJson } from '../run-json.ts'
import { changeOf, leastVersion, mayBeMissing } from './changes.ts'
import { together, type Compared } from './compared.ts'
import { differences } from './differences.ts'

/**
 * Compares a run's JSON with what this version computes from it, as far as the file states it, and its hashes
 * with what it holds. Its version and its writer are what the file says; hashes show a change of them.
 * @param page hash of the report's page that carries it; null for a JSON alone
 */
export function fileFigures(written: WrittenRun, recorded: RecordedRun, page: string | null): Compared {
  return together([versionOf(written), computed(written, recorded), hashed(written, page)])
}

/** A file that says that it is older than what it holds would be checked less. */
function versionOf(written: WrittenRun): Compared {
  const { schemaVersion } = written
  return differences({ schemaVersion }, { schemaVersion: Math.max(schemaVersion, leastVersion(written)) })
}

function computed(written: WrittenRun, recorded: RecordedRun): Compared {
  const { schemaVersion } = written
  // Through text, as the file went: undefined is left out, and -0 is 0.
  const follows: unknown = JSON.parse(JSON.stringify(runJson(recorded)))
  const found = differences(withoutItself(written), withoutItself(follows as WrittenRun), (figure) =>
    mayBeMissing(figure, schemaVersion),
  )
  const changed = found.mismatches.flatMap((one) => {
    const change = changeOf(one.figure, schemaVersion)
    return change === undefined ? [] : [{ ...one, why: change.why }]
  })
  return {
    values: found.values - changed.length,
    mismatches: found.mismatches.filter(({ figure }) => changeOf(figure, schemaVersion) === undefined),
    notChecked: changed,
  }
}

/** What a file says of itself. */
const ofItself: ReadonlySet<string> = new Set(['schemaVersion', 'writtenBy', 'hashes'])

function withoutItself(written: WrittenRun): object {
  return Object.fromEntries(Object.entries(written).filter(([name]) => !ofItself.has(name)))
}

function hashed(written: WrittenRun, page: string | null): Compared {
  const { schemaVersion, hashes } = written
  if (schemaVersion < 3) return differences({}, {})
  const follows = { ...hashesOf(written), ...(schemaVersion < 4 ? {} : { page }) }
  return differences({ hashes }, { hashes: follows })
}
