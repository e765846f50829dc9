import type { ReactNode } from 'react'
import type { Check } from '../../../shared/contract.ts'
import { useQuery } from '../../api/use-query.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Shown } from '../../ui/loading.tsx'

const outcomes: Record<Check['outcome'], { word: string; tone: Tone }> = {
  ok: { word: 'Fine', tone: 'good' },
  warning: { word: 'Look at this', tone: 'warning' },
  unknown: { word: 'Not known', tone: 'neutral' },
  failed: { word: 'Missing', tone: 'bad' },
}

/** Whether this machine has what the practice account needs. */
export function MachineCheck(): ReactNode {
  const checks = useQuery('doctor.check', {})
  return (
    <Card
      title="This machine"
      actions={
        <Button small onClick={checks.retry}>
          Check again
        </Button>
      }
    >
      <Shown loaded={checks} text="Looking at this machine…">
        {(list) => (
          <ul className="check-list">
            {list.map((check) => (
              <li key={check.name} data-check={check.name} data-outcome={check.outcome}>
                <Badge tone={outcomes[check.outcome].tone}>{outcomes[check.outcome].word}</Badge>
                <div>
                  <h3>{check.name}</h3>
                  <p className="muted">{check.finding}</p>
                  {check.remedy === null ? null : <p>{check.remedy}</p>}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Card>
  )
}
