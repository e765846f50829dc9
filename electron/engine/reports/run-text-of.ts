/** How the report marks the run that it carries. */
const opening = '<script type="application/json" id="sluice-run">'
const closing = '</script>'

/** The element of a page whose run has yet to be put in. */
export const emptyRunElement = `${opening}${closing}`

/** A page with the JSON of its run in the element that is there for it: no text in it can end the element. */
export function withRun(page: string, json: unknown): string {
  return page.replace(emptyRunElement, () => `${opening}${elementText(json)}${closing}`)
}

function elementText(json: unknown): string {
  return JSON.stringify(json).replaceAll(
    /[<>&\u007F-\u009F\u2028\u2029\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The JSON of the run that a report carries; null where the text is not a report of Sluice. */
export function runTextOf(report: string): string | null {
  const place = placeOf(report)
  return place && report.slice(place.start, place.end)
}

/** What a report shows: its text with the JSON of its run taken out. */
export function pageOf(report: string): string {
  const place = placeOf(report)
  return place === null ? report : report.slice(0, place.start) + report.slice(place.end)
}

function placeOf(report: string): { start: number; end: number } | null {
  const at = report.lastIndexOf(opening)
  if (at === -1) return null
  const start = at + opening.length
  const end = report.indexOf(closing, start)
  return end === -1 ? null : { start, end }
}
