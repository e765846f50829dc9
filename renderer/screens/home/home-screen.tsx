import type { ReactNode } from 'react'
import { Page } from '../../ui/page.tsx'

export function HomeScreen(): ReactNode {
  return <Page title="Home">{null}</Page>
}
