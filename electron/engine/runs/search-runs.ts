import { accountTitle } from '../../../shared/account-name.ts'
import { measuredInSchema } from '../../../shared/account.ts'
import type { CommandOutput, CommandParsed } from '../../../shared/contract.ts'
import { filterRuns, searchedText, type Searchable } from '../../../shared/run-search.ts'
import type { EngineContext } from '../engine-context.ts'
import { listForSearch, readSearched, revisionOf, type ListedRun } from '../store/run-index.ts'

/** Runs whose texts are put together at once while nobody waits: some milliseconds. */
const perSlice = 200
/** The window that asked has drawn its first page by then. */
const beforeSlicesMs = 300

interface Indexed extends Searchable {
  id: string
  said: string
  /** Null until it was put together. */
  known: string | null
}

/**
 * Finds saved runs. Keeps what is searched of each in memory, and reads it again where the database has
 * changed; the texts are put together while nobody waits, so that the first letter of a search does not.
 */
export function createRunSearch(context: EngineContext) {
  const { store, runs, catalog } = context
  let revision = ''
  let all: readonly Indexed[] = []
  let accounts: readonly string[] = []
  /** Those whose text is still to be put together. */
  let lacking: Indexed[] = []
  const titles = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined

  const titleOf = (account: string): string => {
    const known = titles.get(account) ?? accountTitle(measuredInSchema.parse(JSON.parse(account)))
    titles.set(account, known)
    return known
  }
  /** Puts the texts of the next runs together. */
  const prepare = (most: number): void => {
    const some = new Map(lacking.slice(0, most).map((one) => [one.id, one]))
    for (const run of readSearched(store, [...some.keys()])) {
      const one = some.get(run.id)
      if (one) one.known = searchedText(run, catalog.experiments)
    }
    lacking = lacking.slice(most)
  }
  const refresh = (): void => {
    const now = revisionOf(store)
    if (now === revision) return
    const before = new Map(all.map((one) => [one.id, one]))
    all = listForSearch(store).map((listed) => indexed(listed, before.get(listed.id), titleOf))
    accounts = [...new Set(all.map((run) => run.accountTitle))]
    lacking = all.filter(({ known }) => known === null)
    revision = now
  }
  const prepareLater = (waitMs: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      if (!store.open) return
      context.guarded(() => {
        prepare(perSlice)
        if (lacking.length > 0) prepareLater(0)
      })
    }, waitMs).unref()
  }
  return {
    find({ filter, without, most }: CommandParsed<'runs.find'>): CommandOutput<'runs.find'> {
      refresh()
      if (filter.text.trim() === '') prepareLater(beforeSlicesMs)
      else prepare(lacking.length)
      const left = without.length === 0 ? all : all.filter(({ id }) => !without.includes(id))
      const found = filterRuns(left, filter)
      return {
        runs: runs.list({ ids: found.slice(0, most).map(({ id }) => id) }),
        found: found.length,
        saved: left.length,
        accounts: [...accounts],
      }
    },
  }
}

/** What was said of a run before holds on, so that its text does, too. */
function indexed(
  { id, experimentId, account, said }: ListedRun,
  before: Indexed | undefined,
  titleOf: (account: string) => string,
): Indexed {
  const known = before?.said === said ? before.known : null
  const one: Indexed = {
    id,
    said,
    experimentId,
    accountTitle: titleOf(account),
    known,
    text: () => one.known ?? '',
  }
  return one
}
