import type { ReactNode } from 'react'
import { Page } from '../../ui/page.tsx'

export function ResultScreen({ id }: { id: string }): ReactNode {
  return <Page title="Result">{[id].join(' ')}</Page>
}
