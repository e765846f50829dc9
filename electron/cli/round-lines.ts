import type { Experiment } from '../../shared/experiment.ts'
import type { Stack } from '../../shared/deployment.ts'
import { liveRows, type LiveRow } from '../../shared/live-rows.ts'
import { stateWords } from '../../shared/live-text.ts'
import { roundCount } from '../../shared/round-count.ts'
import type { Run, Trial } from '../../shared/run.ts'
import { firstLook } from '../../shared/statistics/look-rounds.ts'
import { shareWithInterval } from '../../shared/verdict-text.ts'
import { wrapped } from './terminal-width.ts'

/** From this round on a run until sure is looked at; before, there is no verdict. */
const fromFifth = '; verdicts from the fifth on'

/**
 * What the complete rounds of a run say so far, a line for each scenario: `http-proxy  not yet: 22 %
 * (19–25 %), about 2 more rounds`.
 */
export function roundLines(
  run: Run,
  trials: readonly Trial[],
  experiment: Pick<Experiment, 'baseline'> | undefined,
  stacks: readonly Stack[],
  width: number,
): string[] {
  const { rows, baseline, completeRounds } = liveRows(run, trials, experiment, stacks)
  const compared = rows.filter(
    ({ role, state }) => role !== 'baseline' && role !== 'floor' && state.kind !== 'not-compared',
  )
  const name = ({ role, scenarioId }: LiveRow): string =>
    role === 'itself' ? `${scenarioId} again` : scenarioId
  const longest = Math.max(0, ...compared.map((row) => name(row).length))
  const early = run.rule.kind === 'until-sure' && completeRounds < firstLook ? fromFifth : ''
  return [
    `  ${roundCount(run, completeRounds)} rounds complete${early}`,
    ...compared.map((row) => `    ${name(row).padEnd(longest)}  ${stateText(row, run, baseline)}`),
  ].flatMap((line) => wrapped(line, width, longest + 6))
}

function stateText({ state, share }: LiveRow, { rule }: Run, baseline: string): string {
  const { head, rest } = stateWords(state, { rule, baseline })
  const start = head === null ? '' : `${head.toLowerCase()}: `
  if (share === null) return `${start}${rest}`
  const shown = shareWithInterval(share)
  if (state.kind === 'too-few') return `so far ${shown}`
  if (state.kind === 'noise-floor' && !state.tripped) return `${start}${shown}`
  const isShown =
    state.kind !== 'not-yet' && state.kind !== 'noise-floor' && state.kind !== 'baseline-differs'
  return isShown ? `${start}${rest}` : `${start}${shown}, ${rest}`
}
