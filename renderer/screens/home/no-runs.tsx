import type { ReactNode } from 'react'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Term } from '../../ui/term.tsx'

/** Before the first run: what is going to happen. */
export function NoRuns(): ReactNode {
  return (
    <EmptyState title="There are no runs yet">
      <p>Start the experiment above, and three things happen by themselves:</p>
      <ol className="first-steps">
        <li>
          <strong>Deploy.</strong> <Term id="stack">Stacks</Term> are created for each{' '}
          <Term id="scenario">scenario</Term>, and checked.
        </li>
        <li>
          <strong>Measure.</strong> <Term id="wrk" /> asks every scenario in turn for the same page, several
          times over.
        </li>
        <li>
          <strong>Understand.</strong> The result says what share of the load balancer’s{' '}
          <Term id="throughput">throughput</Term> each scenario keeps, and what may be wrong with that number.
        </li>
      </ol>
      <p>The run is kept here. What was deployed can be torn down with one click.</p>
    </EmptyState>
  )
}
