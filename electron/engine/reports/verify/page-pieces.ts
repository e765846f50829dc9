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

/** The parts of a page. The names of its elements are texts, too; its style is none. */
export function partsOf(page: string): PageParts {
  const texts: PageText[] = []
  const drawings = new Map<string, string>()
  let [line, markup, drawing] = [1, '', '']
  for (const [token] of page.matchAll(/<style>[^<]*<\/style>|<[^>]*>|[^<]+/g)) {
    const text = token.startsWith('<') ? labelOf(token) : token
    if (text.trim() !== '') texts.push({ line: line + leadingLines(text), text: text.trim() })
    if (token.startsWith('<style>')) markup += '<style>'
    else if (token.startsWith('<')) {
      if (token.startsWith('<svg')) drawing = nameOf(token, drawings.size)
      const tag = token.replace(labels, '')
      if (drawing === '') markup += tag
      else drawings.set(drawing, (drawings.get(drawing) ?? '') + tag)
      if (token === '</svg>') drawing = ''
    }
    line += linesIn(token)
  }
  return { texts, drawings, markup }
}

const labels = / aria-label="([^"]*)"/

/** The name of an element that only some readers are told. */
function labelOf(tag: string): string {
  return labels.exec(tag)?.[1] ?? ''
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
