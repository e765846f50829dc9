/**
 * Whether an address is one that a person's browser may be asked to open: the web, and no name or password
 * in it.
 */
export function isWebLink(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password, hostname } = new URL(address)
  return (
    (protocol === 'https:' || protocol === 'http:') && hostname !== '' && username === '' && password === ''
  )
}
