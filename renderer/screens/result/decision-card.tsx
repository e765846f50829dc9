import { type ReactNode, useMemo } from 'react'
import type { Account } from '../../../shared/account.ts'
import type { Assessment } from '../../../shared/assessment.ts'
import { decide } from '../../../shared/decision.ts'
import { basisSentences, decisionSentence } from '../../../shared/decision-text.ts'
import { flipChart } from '../../../shared/flip-chart.ts'
import type { PriceTable } from '../../../shared/price-table.ts'
import type { KeptRequirements } from '../../../shared/requirements.ts'
import type { Result } from '../../../shared/result.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { usePrices } from '../../api/use-prices.ts'
import { useQuery } from '../../api/use-query.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Shown } from '../../ui/loading.tsx'
import { RequirementsForm } from '../requirements/requirements-form.tsx'
import { useRequirements, type RequirementEditor } from '../requirements/use-requirements.ts'
import { DecisionTable } from './decision-table.tsx'
import './decision.css'

interface DecisionCardProps {
  result: Result
  found: Assessment | null
  scenarios: readonly Scenario[]
  account: Account
}

/** Which scenario is the cheapest that meets what a person requires, at which volume, and why. */
export function DecisionCard({ result, found, scenarios, account }: DecisionCardProps): ReactNode {
  const { run } = result
  const kept = useQuery('requirements.get', { experimentId: run.experimentId })
  const table = usePrices(account, run.region)
  return (
    <Card title="Decide">
      <Shown loaded={kept}>{(own) => <Deciding {...{ result, found, scenarios, table }} kept={own} />}</Shown>
    </Card>
  )
}

interface DecidingProps extends Omit<DecisionCardProps, 'account'> {
  kept: KeptRequirements
  table: PriceTable
}

function Deciding({ result, found, scenarios, kept, table }: DecidingProps): ReactNode {
  const editor = useRequirements(kept)
  const { requirements } = editor
  const decision = useMemo(
    () => decide({ result, found, requirements, scenarios, table }),
    [result, found, requirements, scenarios, table],
  )
  const chart = useMemo(() => flipChart(decision, table), [decision, table])
  return (
    <>
      <p className="decision-sentence" aria-live="polite">
        {decisionSentence(decision)}
      </p>
      <EditRequirements editor={editor} />
      {chart === null ? (
        <p className="muted">No cost of these scenarios is known, so there is no map of them.</p>
      ) : (
        <ChartView chart={chart} />
      )}
      <DecisionTable decision={decision} />
      <p className="small muted decision-basis">{basisSentences(decision).join(' ')}</p>
    </>
  )
}

function EditRequirements({ editor }: { editor: RequirementEditor }): ReactNode {
  const { isOwn, faults, saving } = editor
  return (
    <section className="decision-requirements" aria-label="Your requirements">
      <div className="decision-requirements-head">
        <h3>Your requirements</h3>
        <output className="small muted">{stateText(editor)}</output>
      </div>
      {isOwn || faults.length > 0 ? null : (
        <p className="small muted">
          These are values to start from. Change them to yours: nothing is measured again.
        </p>
      )}
      <RequirementsForm editor={editor} />
      {saving.state === 'failed' ? (
        <ErrorNotice title="The requirements could not be saved" error={saving.error} />
      ) : null}
    </section>
  )
}

function stateText({ faults, saving, isOwn }: RequirementEditor): string {
  if (faults.length > 0) return 'Needs a correction: decided by the last values without one'
  if (saving.state === 'failed') return ''
  if (saving.state !== 'saved') return 'Saving…'
  return isOwn ? 'Saved' : ''
}
