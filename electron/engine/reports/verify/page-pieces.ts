/** A text of a page, between two tags, with its line from 1. */
export interface PageText {
  line: number
  text: string
}

/** What a page shows: its texts in order, the tags of each drawing by its name, and all other tags. */
export interface PageParts {
  texts: readonly PageText[]
  drawings: ReadonlyMap<string, string>
  markup: string
}

/** The parts of a page. Its style is none of them. */
export function partsOf(page: string): PageParts {
  const texts: PageText[] = []
  const drawings = new Map<string, string>()
  let [line, markup, drawing] = [1, '', '']
  for (const [token] of page.matchAll(/<style>[^<]*<\/style>|<[^>]*>|[^<]+/g)) {
    if (token.startsWith('<style>')) markup += '<style>'
    else if (token.startsWith('<')) {
      if (token.startsWith('<svg')) drawing = nameOf(token, drawings.size)
      if (drawing === '') markup += token
      else drawings.set(drawing, (drawings.get(drawing) ?? '') + token)
      if (token === '</svg>') drawing = ''
    } else if (token.trim() !== '') texts.push({ line: line + leadingLines(token), text: token.trim() })
    line += linesIn(token)
  }
  return { texts, drawings, markup }
}

/** A drawing is named by the element that describes it. */
function nameOf(tag: string, place: number): string {
  return /aria-describedby="([^"]+)"/.exec(tag)?.[1] ?? `drawing ${place + 1}`
}

function linesIn(text: string): number {
  return text.split('\n').length - 1
}

function leadingLines(text: string): number {
  return linesIn(text.slice(0, text.length - text.trimStart().length))
}
