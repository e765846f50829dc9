/** A figure that came with a version of the file, or that older versions have written by another rule. */
interface Change {
  /** The first version of the file that holds it as this version of Sluice computes it. */
  since: number
  /** Where it stands, without the names of elements: `assessment.scenarios[].share`; all within it, too. */
  figure: string
  /** Why it cannot be checked in an older file that has it. */
  why: string
}

/** What differs between versions of the file among computed figures. A rule that changes adds one. */
const changes: readonly Change[] = [
  { since: 3, figure: 'run.name', why: 'its time is in the time zone of its writer' },
  { since: 4, figure: 'assessment.busy', why: 'no older version has written it' },
]

/** The members that a version has added, by which a file shows that it is not older than that. */
const membersSince: readonly [version: number, member: string][] = [
  [4, 'writtenBy'],
  [3, 'hashes'],
  [2, 'assessment'],
]

/** The change by which a figure of an older file cannot be computed again; undefined where there is none. */
export function changeOf(figure: string, version: number): Change | undefined {
  const place = figure.replaceAll(/\[[^\]]*\]/g, '[]')
  return changes.find(({ since, figure: changed }) => version < since && isWithin(place, changed))
}

/**
 * Whether a file of a version may do without a value. Recorded fields have come at any time, and hashes show
 * from version 3 on whether one was taken out; what is computed has come with a version.
 */
export function mayBeMissing(figure: string, version: number): boolean {
  const isComputed = isWithin(figure, 'assessment') || isWithin(figure, 'decision')
  return version < 3 || !isComputed || changeOf(figure, version) !== undefined
}

/** The version that a file must be of, by what it holds. */
export function leastVersion(written: object): number {
  return membersSince.find(([, member]) => Object.hasOwn(written, member))?.[0] ?? 1
}

function isWithin(figure: string, outer: string): boolean {
  return (
    figure.startsWith(outer) && (figure.length === outer.length || '.['.includes(figure[outer.length] ?? ''))
  )
}
