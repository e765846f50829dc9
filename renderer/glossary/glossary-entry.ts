/** A term of the glossary. */
export interface GlossaryEntry {
  title: string
  /** One sentence, for a tooltip. */
  short: string
  /** What else is worth knowing, on the glossary screen. */
  more?: string
  /** Other words that a person may search for. */
  also?: readonly string[]
}
