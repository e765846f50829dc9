import { awsTerms } from './aws-terms.ts'
import { measurementTerms } from './measurement-terms.ts'
import { sluiceTerms } from './sluice-terms.ts'

export interface GlossaryEntry {
  title: string
  /** One sentence, for a tooltip. */
  short: string
  /** What else is worth knowing, on the glossary screen. */
  more?: string
  /** Other words under which a person may look for it. */
  also?: readonly string[]
}

const terms = { ...sluiceTerms, ...measurementTerms, ...awsTerms }

export type TermId = keyof typeof terms

/** Every term of the trade that the app uses. */
export const glossary: Record<TermId, GlossaryEntry> = terms

/** All terms by title. */
export const termIds: readonly TermId[] = (Object.keys(terms) as TermId[]).toSorted((a, b) =>
  glossary[a].title.localeCompare(glossary[b].title, 'en'),
)
