/** Settings by name; names are in lower case. */
export type Settings = Record<string, string>

/** A section as it is headed, for example `profile work`, and what it says. */
export interface Section {
  heading: string
  settings: Settings
  /** Settings of a setting, such as those below `s3 =`, by both names: `s3.endpoint_url`. */
  nested: Settings
}

/**
 * The sections of an AWS file, in its order, as AWS's own command line reads them: names of settings in any
 * case, a colon for the equals sign, sections that are indented as a whole, and settings of a setting. A
 * comment may follow a blank.
 */
export function parseIni(text: string): Section[] {
  const sections: Section[] = []
  /** The setting that holds those below it, and how far it is indented; null where none does. */
  let outer: { name: string; indent: number } | null = null
  for (const line of text.split(/\r\n|\r|\n/)) {
    const clean = withoutComment(line)
    if (clean === '') continue
    if (clean.startsWith('[') && clean.endsWith(']')) {
      const heading = clean.slice(1, -1).trim()
      sections.push({ heading, settings: settingsOf([]), nested: settingsOf([]) })
      outer = null
      continue
    }
    const indent = line.length - line.trimStart().length
    const mark = clean.search(/[=:]/)
    const section = sections.at(-1)
    if (mark < 1 || section === undefined) continue
    const name = clean.slice(0, mark).trim().toLowerCase()
    const value = clean.slice(mark + 1).trim()
    if (outer !== null && indent > outer.indent) {
      section.nested[`${outer.name}.${name}`] = value
      continue
    }
    outer = value === '' ? { name, indent } : null
    if (value !== '') section.settings[name] = value
  }
  return sections
}

function withoutComment(line: string): string {
  return (line.split(/(?:^|\s)[;#]/)[0] ?? '').trim()
}

/** Settings that inherit nothing, whatever a person calls theirs. */
export function settingsOf(entries: Iterable<readonly [string, string]>): Settings {
  return Object.assign(Object.create(null) as Settings, Object.fromEntries(entries))
}

/**
 * The text of a file in any of the encodings in which editors and PowerShell write it.
 * @throws TypeError `ERR_ENCODING_INVALID_ENCODED_DATA` for bytes in none of them
 */
export function decodeText(bytes: Buffer): string {
  return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
}

/** By the byte order mark, or by the zero beside the first letter. */
function encodingOf([first, second]: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0 && second !== undefined && second !== 0) return 'utf-16be'
  return second === 0 && first !== undefined && first !== 0 ? 'utf-16le' : 'utf-8'
}
