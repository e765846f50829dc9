/** An address without the user and password that may stand in it, which is shown and kept nowhere. */
export function withoutLogin(address: string): string {
  return address.replace(/^(\w[\w+.-]*:\/\/)?[^/?#]*@/, '$1')
}

export function hasLogin(address: string): boolean {
  return withoutLogin(address) !== address
}

/** Whether calls can be sent to it. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol)
}
