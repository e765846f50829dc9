/** An IPv4 block: its first address as a number, and how many bits are fixed. */
export interface Cidr {
  first: number
  prefix: number
}

/** Reads `10.0.0.0/16`. Undefined when it is no IPv4 block, or when bits are set beyond the prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', prefixText = '', ...rest] = text.split('/')
  const prefix = /^\d{1,2}$/.test(prefixText) ? Number(prefixText) : 33
  const first = parseAddress(address)
  if (rest.length > 0 || prefix > 32 || first === undefined || first % blockSize(prefix) !== 0)
    return undefined
  return { first, prefix }
}

export function formatCidr(cidr: Cidr): string {
  return `${formatAddress(cidr.first)}/${cidr.prefix}`
}

/** The number of addresses under a prefix. */
export function blockSize(prefix: number): number {
  return 2 ** (32 - prefix)
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return (
    inner.prefix >= outer.prefix &&
    inner.first >= outer.first &&
    inner.first < outer.first + blockSize(outer.prefix)
  )
}

export function overlaps(left: Cidr, right: Cidr): boolean {
  return contains(left, right) || contains(right, left)
}

/**
 * The first `count` blocks of `2^hostBits` addresses inside a block (what Fn::Cidr gives). Undefined when
 * they do not fit.
 */
export function splitCidr(text: string, count: number, hostBits: number): string[] | undefined {
  const block = parseCidr(text)
  if (block === undefined || !Number.isInteger(count) || count < 1 || count > 256) return undefined
  if (
    !Number.isInteger(hostBits) ||
    hostBits < 1 ||
    hostBits > 32 - block.prefix ||
    count * 2 ** hostBits > blockSize(block.prefix)
  )
    return undefined
  return Array.from({ length: count }, (_, index) =>
    formatCidr({ first: block.first + index * 2 ** hostBits, prefix: 32 - hostBits }),
  )
}

/** `10.0.0.1` → 167772161. Undefined for anything else. */
export function parseAddress(text: string): number | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0)
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}
