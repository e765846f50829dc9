/** How the report marks the run that it carries. */
const opening = '<script type="application/json" id="sluice-run">'
const closing = '</script>'

/** The element of a report that carries the JSON of its run: no text in it can end the element. */
export function runElement(json: unknown): string {
  const text = JSON.stringify(json).replaceAll(
    /[<>&\u007F-\u009F\u2028\u2029\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${opening}${text}${closing}`
}

/** The JSON of the run that a report carries; null where the text is not a report of Sluice. */
export function runTextOf(report: string): string | null {
  const start = report.lastIndexOf(opening)
  if (start === -1) return null
  const end = report.indexOf(closing, start)
  return end === -1 ? null : report.slice(start + opening.length, end)
}
