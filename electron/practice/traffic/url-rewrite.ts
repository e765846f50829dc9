/** Another path for the targets of a load balancer. */
export interface UrlRewrite {
  /** A path matches one of them as a whole: `*` is any text, `?` any one character. */
  patterns: readonly string[]
  regex: string
  /** With `$1` for what a group of the expression matched. */
  replace: string
}

/**
 * The path and query that a target gets: the first rule whose pattern matches the path decides, and its
 * expression is applied to the path; the query stays. A path that the expression does not match goes
 * unchanged. Source: Elastic Load Balancing user guide, "Transforms for listener rules", "Path conditions".
 */
export function rewrittenUrl(url: string, rules: readonly UrlRewrite[]): string {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const rule = rules.find(({ patterns }) => patterns.some((pattern) => matches(pattern, path)))
  if (rule === undefined) return url
  return path.replace(new RegExp(rule.regex), rule.replace) + (mark < 0 ? '' : url.slice(mark))
}

function matches(pattern: string, path: string): boolean {
  const escaped = pattern.replaceAll(/[$()+.[\\\]^{|}]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(path)
}
