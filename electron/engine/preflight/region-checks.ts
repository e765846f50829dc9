import { imageParameters } from '../../../shared/template-contract.ts'
import { missingParameters } from '../aws/limits.ts'
import { tooFewZones, zonesOffering } from '../aws/zones.ts'
import { failed, ok, type AccountCheck } from './account-check.ts'

export const zonesCheck: AccountCheck = {
  name: 'Availability Zones',
  async ask(aws, { deployment }) {
    const types = new Set(
      deployment.stacks.flatMap(({ billables }) =>
        billables.flatMap((one) => (one.kind === 'instance' ? [one.type] : [])),
      ),
    )
    const [first, second] = await zonesOffering(aws, [...types])
    return first === undefined || second === undefined
      ? failed(tooFewZones(aws.region, [...types]), 'Choose another Region.')
      : ok(`${first} and ${second} offer ${[...types].join(' and ')}.`)
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
