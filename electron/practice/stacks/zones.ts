/**
 * Availability zones of a Region as the practice account has them: four in us-west-2 and three elsewhere,
 * named as on AWS.
 */
export function availabilityZones(region: string): string[] {
  const letters = region === 'us-west-2' ? ['a', 'b', 'c', 'd'] : ['a', 'b', 'c']
  return letters.map((letter) => region + letter)
}
