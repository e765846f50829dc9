import type { ReactNode } from 'react'
import { Page } from '../../ui/page.tsx'

export function CompareScreen({ ids }: { ids: string[] }): ReactNode {
  return <Page title="Compare">{[ids].join(' ')}</Page>
}
