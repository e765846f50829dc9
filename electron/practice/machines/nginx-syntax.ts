/** A directive of nginx: its words, and its block where it has one. */
export interface Directive {
  words: string[]
  block?: Directive[]
}

/**
 * Reads nginx's configuration language: words, quotes, comments, blocks. @throws Error at what nginx would
 * refuse, too.
 */
export function parseNginx(text: string): Directive[] {
  const tokens = text.matchAll(
    /#[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[{};]|(?:\$\{[^}]*\}|\\.|[^\s;{}"'\\])+/gs,
  )
  const root: Directive[] = []
  const open: Directive[][] = [root]
  let words: string[] = []
  const finish = (block?: Directive[]): void => {
    if (words.length === 0) throw new Error(`unexpected "${block ? '{' : ';'}"`)
    open.at(-1)?.push(block ? { words, block } : { words })
    words = []
  }
  for (const [token, double, single] of tokens) {
    if (token.startsWith('#') && words.length === 0) continue
    if (token === ';') finish()
    else if (token === '{') {
      const block: Directive[] = []
      finish(block)
      open.push(block)
    } else if (token === '}') {
      if (words.length > 0 || open.length === 1) throw new Error('unexpected "}"')
      open.pop()
    } else words.push(unescaped(double ?? single ?? token))
  }
  if (words.length > 0 || open.length > 1) throw new Error('unexpected end of the configuration')
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

/** As nginx reads escapes, in quotes and without: of others than these the backslash stays. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(["'\\trn])/g, (_, letter: string) => controls[letter] ?? letter)
}

function quoted(word: string): string {
  return /^[^\s;{}"'#\\]+$/.test(word) ? word : `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
