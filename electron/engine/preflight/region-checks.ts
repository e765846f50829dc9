import { imageParameters } from '../../../shared/template-contract.ts'
import { missingParameters } from '../aws/limits.ts'
import { needsText, tooFewZones, zonesOffering } from '../aws/zones.ts'
import { zoneNeedsOf } from '../deployments/zone-needs.ts'
import { failed, ok, type AccountCheck } from './account-check.ts'

export const zonesCheck: AccountCheck = {
  name: 'Availability Zones',
  async ask(aws, { deployment }) {
    const needs = zoneNeedsOf(deployment.stacks)
    const [first, second] = await zonesOffering(aws, needs)
    return first === undefined || second === undefined
      ? failed(tooFewZones(aws.region, needs), 'Choose another Region.')
      : ok(`${first} and ${second} offer ${needsText(needs)}.`)
  },
}

export const machineImageCheck: AccountCheck = {
  name: 'machine image',
  async ask(aws, { templates }) {
    const names = new Set(
      templates.flatMap(({ parameters }) => imageParameters.flatMap((name) => parameters[name] ?? [])),
    )
    const missing = await missingParameters(aws, [...names])
    return missing.length === 0
      ? ok('Amazon Linux 2023 is available.')
      : failed(`This Region does not have ${missing.join(', ')}.`, 'Choose another Region.')
  },
}
