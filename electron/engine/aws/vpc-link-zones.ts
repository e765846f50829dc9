/**
 * The zones with VPC links (V2), by their ids, which are the same in all accounts. AWS has no call that tells
 * them. Source: API Gateway developer guide, "Set up VPC links V2 in API Gateway", "Availability by Region",
 * read on 2026-11-26.
 */
const zoneIds = `
  use2-az1 use2-az2 use2-az3 use1-az1 use1-az2 use1-az4 use1-az5 use1-az6 usw1-az1 usw1-az3
  usw2-az1 usw2-az2 usw2-az3 usw2-az4 ape1-az2 ape1-az3 aps1-az1 aps1-az2 aps1-az3
  apne2-az1 apne2-az2 apne2-az3 apse1-az1 apse1-az2 apse1-az3 apse2-az1 apse2-az2 apse2-az3
  apne1-az1 apne1-az2 apne1-az4 cac1-az1 cac1-az2 euc1-az1 euc1-az2 euc1-az3 euw1-az1 euw1-az2 euw1-az3
  euw2-az1 euw2-az2 euw2-az3 euw3-az1 euw3-az3 eus2-az1 eus2-az2 eus2-az3 eun1-az1 eun1-az2 eun1-az3
  mes1-az1 mes1-az2 mes1-az3 sae1-az1 sae1-az2 sae1-az3 usgw1-az1 usgw1-az2 usgw1-az3`

const listed = new Set(zoneIds.trim().split(/\s+/))
const regionOf = (zoneId: string): string => zoneId.replace(/-az\d+$/, '')
const listedRegions = new Set([...listed].map(regionOf))

/**
 * Whether a VPC link can be made in a zone, as far as AWS's page says. Where the page does not have the
 * Region it may be older than VPC links there: all zones count, and the creation of the link will tell.
 */
export function mayHaveVpcLinks(zoneId: string): boolean {
  return listed.has(zoneId) || !listedRegions.has(regionOf(zoneId))
}

/**
 * What to do about a link that could not be made; null for every other resource. What AWS says of a zone
 * without VPC links is not known, so that no words of it decide here.
 */
export function otherZonesAdvice(type: string, status: string): string | null {
  if (type !== 'AWS::ApiGatewayV2::VpcLink' || status !== 'CREATE_FAILED') return null
  return (
    'Not every Availability Zone has VPC links, and AWS tells so only now: if this is the reason, ' +
    'choose another Region, or leave out the scenarios that use a VPC link'
  )
}
