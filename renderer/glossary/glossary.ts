import { awsTerms } from './aws-terms.ts'
import { doorTerms } from './door-terms.ts'
import type { GlossaryEntry } from './glossary-entry.ts'
import { measurementTerms } from './measurement-terms.ts'
import { sluiceTerms } from './sluice-terms.ts'

const terms = { ...sluiceTerms, ...measurementTerms, ...awsTerms, ...doorTerms }

export type TermId = keyof typeof terms

/** Every technical term that the app uses. */
export const glossary: Record<TermId, GlossaryEntry> = terms

/** All terms by title. */
export const termIds: readonly TermId[] = (Object.keys(terms) as TermId[]).toSorted((a, b) =>
  glossary[a].title.localeCompare(glossary[b].title, 'en'),
)
