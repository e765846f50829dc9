import { type ReactNode, useEffect, useRef } from 'react'
import { useQuery } from '../../api/use-query.ts'
import { Card } from '../../ui/card.tsx'
import { Page } from '../../ui/page.tsx'
import { AddressCalculator } from './address-calculator.tsx'
import { newestOf, OwnFigures } from './own-figures.tsx'
import { type Topic, topics } from './topics.ts'
import './then-and-now.css'

/**
 * What the post of 2017 discusses, and what became of it. `topic` is the one that the person followed a link
 * to.
 */
export function ThenAndNowScreen({ topic }: { topic: string | null }): ReactNode {
  const experiments = useQuery('experiments.list', {})
  const experiment =
    experiments.state === 'ready'
      ? experiments.value.find(({ published }) => published?.year === 2017)
      : undefined
  const filter = { text: '', experimentId: experiment?.id ?? '', account: '' }
  const runs = useQuery('runs.find', { filter, most: 50 }, ['run.changed'])
  const newest =
    runs.state === 'ready' && experiment !== undefined ? newestOf(runs.value.runs, experiment.id) : undefined
  return (
    <Page
      title="2017 and today"
      subtitle="What the post behind the 2017 experiment discusses, and what became of it."
    >
      {topics.map((one) => (
        <TopicCard key={one.id} topic={one} meant={one.id === topic}>
          {one.id === 'addresses' ? <AddressCalculator /> : null}
          {experiment === undefined || newest === undefined || one.figures.length === 0 ? null : (
            <OwnFigures experiment={experiment} run={newest} scenarios={one.figures} />
          )}
        </TopicCard>
      ))}
      {experiment?.published === undefined ? null : (
        <p className="small muted">The post: {experiment.published.source}</p>
      )}
    </Page>
  )
}

interface TopicCardProps {
  topic: Topic
  meant: boolean
  children: ReactNode
}

function TopicCard({ topic, meant, children }: TopicCardProps): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!meant) return
    place.current?.scrollIntoView({ block: 'start' })
    place.current?.focus({ preventScroll: true })
  }, [meant])
  return (
    <div ref={place} tabIndex={-1} className={meant ? 'topic topic-meant' : 'topic'}>
      <Card title={topic.title}>
        <dl className="topic-sides">
          <div>
            <dt>In 2017</dt>
            <dd>{topic.in2017}</dd>
          </div>
          <div>
            <dt>Today</dt>
            <dd>{topic.today}</dd>
          </div>
        </dl>
        {children}
        <p className="topic-sources small">
          Sources:{' '}
          {topic.sources.map(({ title, url }) => (
            <a key={url} href={url} target="_blank" rel="noreferrer">
              {title}
            </a>
          ))}
        </p>
      </Card>
    </div>
  )
}
