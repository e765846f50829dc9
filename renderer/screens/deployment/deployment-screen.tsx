import type { ReactNode } from 'react'
import { Page } from '../../ui/page.tsx'

export function DeploymentScreen({ id }: { id: string }): ReactNode {
  return <Page title="Deployment">{[id].join(' ')}</Page>
}
