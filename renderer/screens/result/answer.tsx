import { type ReactNode, useMemo } from 'react'
import { answerSentences, publishedAnswer } from '../../../shared/answer.ts'
import type { Assessment } from '../../../shared/assessment.ts'
import { roundsOf } from '../../../shared/rounds.ts'
import type { Doubt } from '../../../shared/doubts.ts'
import type { Result } from '../../../shared/result.ts'
import { rateChart } from '../../../shared/result-charts.ts'
import { endedAfter } from '../../../shared/round-count.ts'
import { shareChart } from '../../../shared/share-charts.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { Term } from '../../ui/term.tsx'

interface AnswerProps {
  result: Result
  doubts: readonly Doubt[]
  /** Null where the baseline was not part of the run. */
  found: Assessment | null
}

/** What the run says, in sentences that can be quoted, and the chart that shows it. */
export function Answer({ result, found, doubts }: AnswerProps): ReactNode {
  const chart = useMemo(
    () => (found?.completeRounds ? shareChart(result, found) : rateChart(result)),
    [result, found],
  )
  const [lead, ...others] = answerSentences(result, found)
  const { experiment } = result
  return (
    <Card className="answer">
      {experiment === undefined ? null : <p className="answer-question">{experiment.question}</p>}
      <h2 className="answer-sentence">{lead}</h2>
      {others.length === 0 ? null : (
        <ul className="answer-others">
          {others.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <Notes result={result} found={found} doubts={doubts} />
      <ChartView chart={chart} />
      {experiment?.published === undefined ? null : (
        <details className="result-details">
          <summary>How {experiment.published.title} was measured</summary>
          <ul>
            {experiment.published.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          <p className="small muted">Source: {experiment.published.source}</p>
        </details>
      )}
    </Card>
  )
}

/** How the figures came about, in small print: rounds, what they measure together, what was published. */
function Notes({ result, found, doubts }: AnswerProps): ReactNode {
  const rounds = roundsOf(result.trials).complete.length
  const published = publishedAnswer(result)
  const tls = doubts.find(({ id }) => id === 'tls')
  const intervals = found?.scenarios.some(({ verdict }) => verdict?.estimate.low != null)
  const added = found?.scenarios.some((one) => one.added !== null)
  return (
    <p className="answer-notes">
      <strong>{endedAfter(result.run, rounds)}.</strong>{' '}
      {intervals ? (
        <>
          In parentheses: the <Term id="interval">interval</Term>.{' '}
        </>
      ) : null}
      {tls === undefined ? null : `${tls.sentence} `}
      {added ? (
        <>
          Added milliseconds are those of the median with one connection (
          <Term id="light-load">light load</Term>
          ).{' '}
        </>
      ) : null}
      {published}
    </p>
  )
}
