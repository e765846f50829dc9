import type { Swept } from './swept.ts'
import { count } from './figures.ts'

type Outcome = Pick<Swept, 'regions' | 'found' | 'unknown'>

/** Whether every Region was searched, and nothing was found in any. */
export function provesNothingFound({ regions, found, unknown }: Outcome): boolean {
  return regions.length > 0 && found.length === 0 && unknown.length === 0
}

/** The outcome of a sweep, in sentences that claim nothing about Regions that could not be searched. */
export function sweepVerdict({ regions, found, unknown }: Outcome): string {
  const unsearched = new Set(unknown.map(({ region }) => region))
  const searched = regions.filter((region) => !unsearched.has(region))
  const rest = unsearched.size === 0 ? '' : `Not searched: ${places([...unsearched])}.`
  if (searched.length === 0) return rest === '' ? 'Not searched: no Region is enabled.' : rest
  const what =
    found.length === 0
      ? 'Nothing was'
      : `${count(found.length)} ${found.length === 1 ? 'deployment' : 'deployments'}`
  return `${what} found in ${places(searched)}.${rest === '' ? '' : ` ${rest}`}`
}

function places(regions: readonly string[]): string {
  return regions.length > 3 ? `${count(regions.length)} Regions` : regions.join(', ')
}
