import type { ReactNode } from 'react'
import type { PlanStep } from '../../router.ts'
import { Page } from '../../ui/page.tsx'

export function PlanScreen({ id, step }: { id: string; step: PlanStep }): ReactNode {
  return <Page title="Plan">{[id, step].join(' ')}</Page>
}
