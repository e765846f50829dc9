/**
 * Whether the person's browser may open an address: an http or https one without user name or password.
 */
export function isWebLink(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password, hostname } = new URL(address)
  return (
    (protocol === 'https:' || protocol === 'http:') && hostname !== '' && username === '' && password === ''
  )
}
