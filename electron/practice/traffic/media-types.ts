/**
 * Whether a REST API takes a message for binary. Only the first type of an `Accept` header counts,
 * parameters such as a charset do not, and a message that names no type counts as `application/json`. A
 * configured type stands for itself. The only wildcard that the service knows is the one for everything; a
 * type with another one matches nothing, not even itself.
 */
export function isBinary(header: string | undefined, binaryMediaTypes: readonly string[]): boolean {
  const first = (header ?? 'application/json').split(/[,;]/, 1)[0]?.trim().toLowerCase()
  return binaryMediaTypes.some(
    (type) => type === '*/*' || (!type.includes('*') && type.toLowerCase() === first),
  )
}

/** Media types as CloudFormation takes them: a slash may be written `~1`. */
export function unescapedMediaTypes(types: readonly string[]): string[] {
  return types.map((type) => type.replaceAll('~1', '/'))
}

/**
 * What is left of bytes that are taken for text: everything that is not UTF-8 becomes a replacement
 * character.
 */
export function asText(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('utf8'), 'utf8')
}

/** Without parameters, in lower case. A request that names none counts as JSON. */
export function mediaType(header: string | undefined): string {
  return (header ?? 'application/json').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
