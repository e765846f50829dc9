import type { ReactNode } from 'react'
import { Page } from '../../ui/page.tsx'

export function SettingsScreen(): ReactNode {
  return <Page title="Settings">{null}</Page>
}
