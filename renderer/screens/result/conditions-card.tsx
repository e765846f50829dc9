import type { ReactNode } from 'react'
import { sharedConditions } from '../../../shared/condition-differences.ts'
import type { RunCost } from '../../../shared/billable.ts'
import { dollars } from '../../../shared/cost.ts'
import type { Run } from '../../../shared/run.ts'
import { href } from '../../router.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { dateTime, day, duration } from '../../ui/format.ts'
import { Term } from '../../ui/term.tsx'

/** The conditions of a run: another one is comparable as far as it shares them. */
export function ConditionsCard({ run }: { run: Run }): ReactNode {
  // The deployment has a line of its own, which leads there.
  const others = sharedConditions([{ run, trials: [] }]).filter(({ condition }) => condition !== 'Deployment')
  return (
    <Card title={<Term id="conditions" />} actions={<CopyButton text={run.id} label="Copy run ID" />}>
      <dl className="conditions">
        <Condition name="Run" value={run.id} />
        <Condition
          name={run.account.kind === 'elsewhere' ? 'Imported at' : 'Started'}
          value={dateTime(run.startedAtMs)}
        />
        {run.finishedAtMs === null ? null : (
          <Condition name="Duration" value={duration(run.finishedAtMs - run.startedAtMs)} />
        )}
        {run.cost === null ? null : <Condition name="Cost" value={costText(run.cost)} />}
        {run.deploymentId === '' ? null : (
          <div>
            <dt>Deployment</dt>
            <dd>
              <a href={href({ screen: 'deployment', id: run.deploymentId })}>{run.deploymentId}</a>
            </dd>
          </div>
        )}
        {others.map(({ condition, value }) => (
          <Condition key={condition} name={condition} value={value} />
        ))}
      </dl>
    </Card>
  )
}

function Condition({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** What it has cost, and by whose prices: earlier versions took those of us-west-2. */
function costText({ usd, pricesOf, pricesRegion = 'us-west-2' }: RunCost): string {
  return `About ${dollars(usd)}, by list prices of ${pricesRegion}, ${day(pricesOf)}`
}
