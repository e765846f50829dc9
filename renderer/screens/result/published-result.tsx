import { type ReactNode, useMemo } from 'react'
import { comparedProvenance, comparedRuns } from '../../../shared/compare-runs.ts'
import { headlinesOf } from '../../../shared/compare-sides.ts'
import type { Result } from '../../../shared/result.ts'
import { ProvenanceProvider } from '../../charts/provenance.tsx'
import { Card } from '../../ui/card.tsx'
import { Page } from '../../ui/page.tsx'
import { ComparedThroughput } from '../compare/compared-throughput.tsx'
import { OwnVerdicts } from '../compare/own-verdicts.tsx'
import { PublishedNotes } from '../compare/published-notes.tsx'
import { TodayLink } from './today-link.tsx'
import '../compare/compare.css'

/** The built-in run with published results: what it says, and how it was measured. Nothing can be changed. */
export function PublishedResult({ result }: { result: Result }): ReactNode {
  const runs = useMemo(() => comparedRuns([result]), [result])
  const [path = '/'] = result.run.paths
  const alone = useMemo(
    () => comparedRuns([{ ...result, run: { ...result.run, paths: [path] } }]),
    [result, path],
  )
  const headlines = useMemo(() => headlinesOf(alone), [alone])
  return (
    <Page
      title={result.run.title ?? result.run.id}
      subtitle="Built in, to compare your runs with. Latency and errors were not published."
    >
      <Card title={`What its one round says on ${path}`} className="compared-verdicts">
        <OwnVerdicts runs={alone} headlines={headlines} />
      </Card>
      <ProvenanceProvider text={runs.map(comparedProvenance).join('\n')}>
        <ComparedThroughput runs={runs} sides={['before']} />
      </ProvenanceProvider>
      <PublishedNotes runs={runs} />
      <TodayLink experiment={result.experiment} />
    </Page>
  )
}
