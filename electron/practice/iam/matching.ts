/**
 * Whether a text is like a pattern, in which `*` stands for any text and `?` for one character; the case
 * counts.
 */
export function isLike(pattern: string, value: string): boolean {
  return patternOf(pattern, 's').test(value)
}

/** Whether an action such as `iam:GetRole` is like a pattern: without regard to case. */
export function isActionLike(pattern: string, action: string): boolean {
  return patternOf(pattern, 'is').test(action)
}

/** The parts of an ARN: `arn`, partition, service, Region, account, and all the rest. */
const arnParts = 6

/**
 * Whether an ARN is like a pattern: each part on its own, but for the pattern's last one, which goes on to
 * the end. Source: IAM user guide, "IAM JSON policy elements: Resource".
 */
export function isArnLike(pattern: string, arn: string): boolean {
  const patterns = partsOf(pattern, arnParts)
  const parts = partsOf(arn, patterns.length)
  return parts.length === patterns.length && patterns.every((part, at) => isLike(part, parts[at] ?? ''))
}

function partsOf(text: string, most: number): string[] {
  const parts = text.split(':')
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(':')]
}

/** Each pattern of a policy is compared thousands of times while a stack is made. */
const patterns = new Map<string, RegExp>()
const mostPatterns = 10_000

function patternOf(pattern: string, flags: string): RegExp {
  const key = `${flags} ${pattern}`
  const known = patterns.get(key)
  if (known !== undefined) return known
  if (patterns.size >= mostPatterns) patterns.clear()
  const made = compile(pattern, flags)
  patterns.set(key, made)
  return made
}

function compile(pattern: string, flags: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, flags)
}
