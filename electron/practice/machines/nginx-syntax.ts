/** A directive of nginx: its words, and its block where it has one. */
export interface Directive {
  words: string[]
  block?: Directive[]
}

const tokenPattern =
  /#[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[{};]|(?:\$\{[^}]*\}|\\.|[^\s;{}"'\\])+/gs

/**
 * Reads nginx's configuration language: words, quotes, comments, blocks. @throws Error for what nginx refuses
 * as well
 */
export function parseNginx(text: string): Directive[] {
  const root: Directive[] = []
  /** The blocks around the current place, the innermost last. */
  const blocks: Directive[][] = [root]
  let words: string[] = []
  const add = (block?: Directive[]): void => {
    if (words.length === 0) throw new Error(`unexpected "${block ? '{' : ';'}"`)
    blocks.at(-1)?.push(block ? { words, block } : { words })
    words = []
  }
  const marks = new Map([
    [';', () => add()],
    [
      '{',
      () => {
        const block: Directive[] = []
        add(block)
        blocks.push(block)
      },
    ],
    [
      '}',
      () => {
        if (words.length > 0 || blocks.length === 1) throw new Error('unexpected "}"')
        blocks.pop()
      },
    ],
  ])
  for (const [token, double, single] of text.matchAll(tokenPattern)) {
    const mark = marks.get(token)
    if (mark !== undefined) mark()
    else if (!token.startsWith('#')) words.push(unescaped(double ?? single ?? token))
  }
  if (words.length > 0 || blocks.length > 1) throw new Error('unexpected end of the configuration')
  return root
}

/** Writes directives so that nginx reads the same words again. */
export function formatNginx(directives: readonly Directive[], indent = ''): string {
  return directives
    .map(({ words, block }) => {
      const head = indent + words.map(quoted).join(' ')
      return block ? `${head} {\n${formatNginx(block, `${indent}  `)}${indent}}\n` : `${head};\n`
    })
    .join('')
}

const controls: Record<string, string> = { t: '\t', r: '\r', n: '\n' }

/** Reads escapes as nginx does, in quotes and without: the backslash of all others stays. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(["'\\trn])/g, (_, letter: string) => controls[letter] ?? letter)
}

function quoted(word: string): string {
  return /^[^\s;{}"'#\\]+$/.test(word) ? word : `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
