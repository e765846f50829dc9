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
}

/**
 * Finds saved runs. Keeps what is searched of each in memory, and reads it again where the database has
 * changed; the texts are put together while nobody waits, so that the first letter of a search does not.
 */
export function createRunSearch(context: EngineContext) {
  const { store, runs, catalog } = context
  let revision = ''
  let all: readonly Indexed[] = []
  const texts = new Map<string, { said: string; text: string }>()
  const titles = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined

  const titleOf = (account: string): string => {
    const known = titles.get(account) ?? accountTitle(measuredInSchema.parse(JSON.parse(account)))
    titles.set(account, known)
    return known
  }
  const lacksText = ({ id, said }: Pick<Indexed, 'id' | 'said'>): boolean => texts.get(id)?.said !== said
  /** Puts the texts of some runs together. */
  const prepare = (some: readonly Indexed[]): void => {
    const saidOf = new Map(some.map(({ id, said }) => [id, said]))
    for (const run of readSearched(store, [...saidOf.keys()]))
      texts.set(run.id, { said: saidOf.get(run.id) ?? '', text: searchedText(run, catalog.experiments) })
  }
  const indexed = ({ id, experimentId, account, said }: ListedRun): Indexed => ({
    id,
    said,
    experimentId,
    accountTitle: titleOf(account),
    text: () => texts.get(id)?.text ?? '',
  })
  const refresh = (): void => {
    const now = revisionOf(store)
    if (now === revision) return
    all = listForSearch(store).map(indexed)
    revision = now
  }
  const prepareLater = (waitMs: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      if (!store.open) return
      context.guarded(() => {
        const some = all.filter(lacksText).slice(0, perSlice)
        prepare(some)
        if (some.length === perSlice) prepareLater(0)
      })
    }, waitMs).unref()
  }
  return {
    find({ filter, without, most }: CommandParsed<'runs.find'>): CommandOutput<'runs.find'> {
      refresh()
      if (filter.text.trim() === '') prepareLater(beforeSlicesMs)
      else prepare(all.filter(lacksText))
      const left = without.length === 0 ? all : all.filter(({ id }) => !without.includes(id))
      const found = filterRuns(left, filter)
      return {
        runs: runs.list({ ids: found.slice(0, most).map(({ id }) => id) }),
        found: found.length,
        saved: left.length,
        accounts: [...new Set(all.map((run) => run.accountTitle))],
      }
    },
  }
}
