/** Null, or why this cannot be the name of a Region. */
export function regionFault(region: string): string | null {
  return /^[a-z]{2}(-[a-z]+)+-[0-9]$/.test(region) ? null : 'Must look like us-west-2.'
}
