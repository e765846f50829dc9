/** Settings by name; names are in lower case. */
export type Settings = Record<string, string>

/** A section as it is headed, for example `profile work`, and what it says. */
export interface Section {
  heading: string
  settings: Settings
}

/**
 * The sections of an AWS file, in its order, as AWS's own command line reads them: names of settings in any
 * case, comments after a blank, sections that are indented as a whole, and settings of a setting, such as
 * those of `s3 =`, left out.
 */
export function parseIni(text: string): Section[] {
  const sections: Section[] = []
  /** How far the setting is indented that holds the settings below it; null where none does. */
  let outerIndent: number | null = null
  for (const line of text.split(/\r\n|\r|\n/)) {
    const clean = withoutComment(line)
    if (clean === '') continue
    if (clean.startsWith('[') && clean.endsWith(']')) {
      sections.push({ heading: clean.slice(1, -1).trim(), settings: settingsOf([]) })
      outerIndent = null
      continue
    }
    const indent = line.length - line.trimStart().length
    const mark = clean.indexOf('=')
    if (mark < 1 || (outerIndent !== null && indent > outerIndent)) continue
    const value = clean.slice(mark + 1).trim()
    outerIndent = value === '' ? indent : null
    const settings = sections.at(-1)?.settings
    if (settings && value !== '') settings[clean.slice(0, mark).trim().toLowerCase()] = value
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

/** The text of a file in any of the encodings in which editors and PowerShell write it. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le')
  if (bytes[0] !== 0 && bytes[1] === 0) return bytes.toString('utf16le')
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}
