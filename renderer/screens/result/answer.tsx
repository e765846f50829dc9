import { type ReactNode, useMemo } from 'react'
import { answerExtent, answerOf, predictionAnswer, publishedAnswer } from '../../../shared/answer.ts'
import type { Doubt } from '../../../shared/doubts.ts'
import type { Result } from '../../../shared/result.ts'
import { rateChart, shareChart } from '../../../shared/result-charts.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { DoubtList } from './doubt-list.tsx'

/** The answer in a sentence, the chart that shows it, and its limitations. */
export function Answer({ result, doubts }: { result: Result; doubts: readonly Doubt[] }): ReactNode {
  const chart = useMemo(() => shareChart(result) ?? rateChart(result), [result])
  const expected = predictionAnswer(result)
  const published = publishedAnswer(result)
  const extent = answerExtent(result)
  const { experiment } = result
  return (
    <Card className="answer">
      {experiment === undefined ? null : <p className="answer-question">{experiment.question}</p>}
      <h2 className="answer-sentence">{answerOf(result)}</h2>
      {expected === null ? null : <p>{expected}</p>}
      {published === null && extent === null ? null : (
        <p className="muted">
          {extent} {published}
        </p>
      )}
      <ChartView chart={chart} />
      <DoubtList
        title="Limitations of these figures"
        doubts={doubts.filter(({ scenarioId }) => scenarioId === null)}
      />
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
