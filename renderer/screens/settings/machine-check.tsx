import type { ReactNode } from 'react'
import { useQuery } from '../../api/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckList } from '../../ui/check-list.tsx'
import { Shown } from '../../ui/loading.tsx'

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
      <Shown loaded={checks} text="Checking this machine…">
        {(list) => <CheckList checks={list} />}
      </Shown>
    </Card>
  )
}
