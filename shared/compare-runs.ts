import { assess, type Assessment } from './assessment.ts'
import { compared } from './floors.ts'
import { isPublished } from './published.ts'
import { baselineOf, type Result } from './result.ts'
import { roundsOf, type Rounds } from './rounds.ts'
import type { Run } from './run.ts'
import { provenanceOf } from './run-name.ts'
import { comparisonCount, levelOf } from './statistics/level.ts'

/** The names of compared runs: the same beside every bar, in every table and in the list of conditions. */
const runLetters = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** A run as a comparison reads it. */
export interface ComparedRun {
  letter: string
  result: Result
  rounds: Rounds
  /** Null where the run has no baseline. */
  assessment: Assessment | null
  /** Two-sided error of one comparison within the run. */
  alpha: number
  /** Somebody else's results: latency and errors were not published. */
  published: boolean
}

/** Runs in the order in which they were started, oldest first, with their letters. */
export function comparedRuns(results: readonly Result[]): ComparedRun[] {
  return results
    .toSorted((one, other) => one.run.startedAtMs - other.run.startedAtMs)
    .map((result, index) => {
      const { run, trials, experiment } = result
      const assessment = assess(run, trials, experiment)
      return {
        letter: runLetters[index] ?? String(index + 1),
        result,
        rounds: roundsOf(trials),
        assessment,
        alpha: assessment?.alpha ?? levelOf(run.rule, comparisonCount(compared(run.scenarios).length, false)),
        published: isPublished(run),
      }
    })
}

/** The scenarios of all runs, in the order in which the runs name them first; floors too. */
export function comparedScenarios(runs: readonly ComparedRun[]): Run['scenarios'] {
  const all = new Map(runs.flatMap(({ result }) => result.run.scenarios.map((one) => [one.id, one] as const)))
  return [...all.values()]
}

/** The paths of all runs: those that every run has come first. */
export function comparedPaths(runs: readonly ComparedRun[]): string[] {
  const all = [...new Set(runs.flatMap(({ result }) => result.run.paths))]
  const inEvery = (path: string): boolean => runs.every(({ result }) => result.run.paths.includes(path))
  return [...all.filter(inEvery), ...all.filter((path) => !inEvery(path))]
}

/** The baseline that all runs share; null where one lacks it, or has another. */
export function sharedBaseline(runs: readonly ComparedRun[]): { id: string; title: string } | null {
  const [first, ...others] = runs.map(({ result }) => baselineOf(result))
  return first && others.every((other) => other?.id === first.id) ? first : null
}

/** Where the figures of a run come from, in one line: its own provenance, or who published them. */
export function comparedProvenance({ published, result: { run, experiment } }: ComparedRun): string {
  const elsewhere = experiment?.published
  return published && elsewhere ? `${elsewhere.title} · ${elsewhere.source}` : provenanceOf(run, experiment)
}
