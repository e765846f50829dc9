import type { ReactNode } from 'react'
import { Page } from '../../ui/page.tsx'

export function GlossaryScreen({ term }: { term: string | null }): ReactNode {
  return <Page title="Glossary">{term}</Page>
}
