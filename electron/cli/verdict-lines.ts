import { answerOf } from '../../shared/answer.ts'
import { assess, type Assessment } from '../../shared/assessment.ts'
import { baselineOf, inSentence, type Result } from '../../shared/result.ts'
import { marginsOf } from '../../shared/statistics/level.ts'
import { addedWithInterval, shareWithInterval, verdictText } from '../../shared/verdict-text.ts'

/** What a run says, a sentence a line: each scenario against the baseline, with its doubt. */
export function verdictLines(result: Result): string[] {
  const baseline = baselineOf(result)
  const found = assess(result.run, result.trials, result.experiment)
  const isKnown = found?.scenarios.some(({ verdict }) => verdict !== null && verdict.estimate.n > 0)
  if (found === null || baseline === null || !isKnown) return [answerOf(result)]
  return [
    ...found.scenarios.map((one) => scenarioSentence(result, one, inSentence(baseline.title))),
    ...itselfSentence(found, inSentence(baseline.title)),
    ...leaderSentence(result, found),
  ]
}

function scenarioSentence(
  { run }: Result,
  { scenarioId, verdict, added }: Assessment['scenarios'][number],
  baseline: string,
): string {
  const title = run.scenarios.find(({ id }) => id === scenarioId)?.title ?? scenarioId
  const adds = added === null ? '' : `adds ${addedWithInterval(added)}; `
  if (verdict === null) return `${title}: ${adds}not ranked, too few of its rounds are valid.`
  const of = verdict.kind === 'different' ? ` of the ${baseline}’s throughput` : ''
  return `${title}: ${adds}${verdictText(verdict, marginsOf(run.rule), baseline)}${of}.`
}

function itselfSentence({ againstItself }: Assessment, baseline: string): string[] {
  if (againstItself === null || againstItself.estimate.point === null) return []
  return [`Against itself the ${baseline} keeps ${shareWithInterval(againstItself.estimate)}.`]
}

function leaderSentence({ run }: Result, { leader, scenarios }: Assessment): string[] {
  if (leader === null || !leader.named || scenarios.length < 2) return []
  const title = run.scenarios.find(({ id }) => id === leader.id)?.title ?? leader.id
  return [`Fastest of the others: ${title}.`]
}
