import type { ReactNode } from 'react'
import { Page } from '../../ui/page.tsx'

export function DeploymentsScreen(): ReactNode {
  return <Page title="Deployments">{null}</Page>
}
