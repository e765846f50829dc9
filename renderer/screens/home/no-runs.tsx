import type { ReactNode } from 'react'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Term } from '../../ui/term.tsx'

/** Before the first run: what will happen. */
export function NoRuns(): ReactNode {
  return (
    <EmptyState title="No runs yet">
      <p>
        Start an experiment above. Nothing leaves this machine unless you choose an AWS account. Three steps:
      </p>
      <ol className="first-steps">
        <li>
          <strong>Deploy.</strong> <Term id="stack">Stacks</Term> are created for each{' '}
          <Term id="scenario">scenario</Term>, and checked.
        </li>
        <li>
          <strong>Measure.</strong> <Term id="wrk" /> requests the same page through each scenario, in several
          rounds.
        </li>
        <li>
          <strong>Understand.</strong> See what share of the <Term id="baseline">baseline</Term>’s{' '}
          <Term id="throughput">throughput</Term> each scenario delivers, and what limits that figure.
        </li>
      </ol>
      <p>The run is saved here. You can tear down the deployment with one click.</p>
    </EmptyState>
  )
}
