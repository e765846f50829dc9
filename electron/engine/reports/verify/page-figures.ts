import type { RecordedRun } from '../export-format.ts'
import type { Writer } from '../file-version.ts'
import { hashOfText } from '../hashes.ts'
import { reportPage } from '../html/report-html.ts'
import { nothingCompared, together, type Compared } from './compared.ts'
import { differences } from './differences.ts'
import { hunksOf, type Hunk } from './hunks.ts'
import { partsOf, type PageParts, type PageText } from './page-pieces.ts'

/** A page of a report with what its file says of it. */
interface WrittenPage {
  page: string
  writer: Writer | null
  /** Whether it is as its writer has left it, by the hash that its file has of it; null without a hash. */
  isAsWritten: boolean | null
}

/** SHA-256 of the styles of reports of version 3, which have no hash of their page. No other was written. */
const stylesOfVersion3: ReadonlySet<string> = new Set([
  'ee19eaf14f00257e2915eefe3c3e4a772317313d5de47b56259cd6f53686b3f5',
  '95c9c153b59aeee5dcb17774a82ab5e7d1eb5b3ae65c8da34963257c4eacf25a',
  'c0bc9b6dc6f509978947790ae42a2c589200e396906275157cd43aac106c4675',
])

/**
 * Writes the page of a report again and compares: each text with its figures, each drawing, and of a page
 * without a hash the style and the markup, too. Another version may word, draw and arrange differently:
 * then the figures of a text are compared, and what cannot be compared is not checked.
 */
export function pageFigures(written: WrittenPage, recorded: RecordedRun): Compared {
  const follows = reportPage(recorded, written.writer)
  if (written.page === follows) return { ...nothingCompared, values: partsOf(follows).texts.length }
  const [ours, theirs] = [partsOf(withoutPolicy(follows)), partsOf(withoutPolicy(written.page))]
  return together([
    texts(theirs.texts, ours.texts, written.isAsWritten === true),
    drawings(theirs, ours, written.isAsWritten === true),
    ...(written.isAsWritten === null ? [styleOf(written.page), markup(theirs, ours)] : []),
  ])
}

const policyOf = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${Buffer.from(hashOfText(style), 'hex').toString('base64')}'`

/** A page without the one attribute that follows from its style. */
function withoutPolicy(page: string): string {
  return page.replace(policyOf(firstStyle(page)), '')
}

function firstStyle(page: string): string {
  return /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? ''
}

/** A style can hide a figure or add a text: it has to be one that Sluice has written, and the only one. */
function styleOf(page: string): Compared {
  const style = firstStyle(page)
  const written = {
    style: stylesOfVersion3.has(hashOfText(style)),
    styles: page.match(/<style\b/gi)?.length ?? 0,
    policy: page.includes(policyOf(style)),
  }
  return differences({ page: written }, { page: { style: true, styles: 1, policy: true } })
}

function texts(theirs: readonly PageText[], ours: readonly PageText[], isAsWritten: boolean): Compared {
  const hunks = hunksOf(theirs, ours, ({ text }) => text)
  const differing = hunks.reduce((sum, { ones }) => sum + ones.length, 0)
  const judged = together(hunks.map((hunk) => textsOf(hunk, isAsWritten)))
  return { ...judged, values: judged.values + theirs.length - differing }
}

const figurePattern = /\d+(?:[.,]\d+)*/g

/** A text without its figures. */
function wordsOf({ text }: PageText): string {
  return text.replaceAll(figurePattern, '#')
}

function figuresOf({ text }: PageText): string[] {
  return text.match(figurePattern) ?? []
}

/** A text in which no decimal figure ends in zeros: 40.0 is 40. */
function withoutZeros({ text }: PageText): string {
  return text.replaceAll(figurePattern, (figure) =>
    /^[\d,]+\.\d+$/.test(figure) ? figure.replace(/\.?0+$/, '') : figure,
  )
}

/** The same words with other figures are wrong figures; other words with the same figures are a wording. */
function textsOf({ ones: theirs, others: ours }: Hunk<PageText>, isAsWritten: boolean): Compared {
  const left = [...ours]
  const take = (found: (one: PageText) => boolean): PageText | undefined => {
    const at = left.findIndex(found)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const alike = theirs.map((one) => take((other) => wordsOf(other) === wordsOf(one)))
  const compared = theirs.map((one, place): Compared => {
    const figure = `line ${one.line}`
    const follows = alike[place]
    if (follows !== undefined && withoutZeros(follows) === withoutZeros(one))
      return { ...nothingCompared, values: 1 }
    if (follows !== undefined)
      return {
        ...nothingCompared,
        mismatches: [{ figure, written: one.text, follows: follows.text }],
        values: 1,
      }
    if (isAsWritten && hasFiguresOf(ours, one)) return { ...nothingCompared, values: 1 }
    const why = 'this version of Sluice does not write this text'
    return { ...nothingCompared, notChecked: [{ figure, why, written: one.text }] }
  })
  return together([...compared, isAsWritten ? nothingCompared : missing(theirs[0], left)])
}

/** Whether every figure of a text is among those that this version has in its place. */
function hasFiguresOf(ours: readonly PageText[], text: PageText): boolean {
  const known = new Set(ours.flatMap(figuresOf))
  return figuresOf(text).every((figure) => known.has(figure))
}

/** Texts that this version writes, and the page does not have. */
function missing(beside: PageText | undefined, left: readonly PageText[]): Compared {
  const figure = beside === undefined ? 'the page' : `line ${beside.line}`
  const why = 'this version of Sluice writes another text here'
  return { ...nothingCompared, notChecked: left.map(({ text }) => ({ figure, why, follows: text })) }
}

function drawings(theirs: PageParts, ours: PageParts, isAsWritten: boolean): Compared {
  const why = 'this version of Sluice draws it differently'
  const names = new Set([...theirs.drawings.keys(), ...(isAsWritten ? [] : ours.drawings.keys())])
  const differing = [...names].filter((name) => ours.drawings.get(name) !== theirs.drawings.get(name))
  return {
    mismatches: [],
    notChecked: differing.map((figure) => ({ figure, why })),
    values: names.size - differing.length,
  }
}

function markup(theirs: PageParts, ours: PageParts): Compared {
  if (theirs.markup === ours.markup) return { ...nothingCompared, values: 1 }
  const why = 'its tags are not those of this version of Sluice, and it has no hash'
  return { ...nothingCompared, notChecked: [{ figure: 'the page', why }] }
}
