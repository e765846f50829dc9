import { dollarRange, dollars, recordingUsd } from '../../../shared/cost.ts'
import { estimateOf } from '../../../shared/estimate.ts'
import { count } from '../../../shared/figures.ts'
import { pricesText } from '../../../shared/price-table.ts'
import { isRecording } from '../aws/configuration-recorder.ts'
import { templateOf } from '../deployments/stack-plan.ts'
import { failed, ok, warning, type AccountCheck } from './account-check.ts'

/**
 * The runner counts money itself and ends before the cap is passed, so a run may start as long as it is
 * expected to complete two rounds.
 */
export const costCheck: AccountCheck = {
  name: 'cost',
  ask(_aws, { deployment: { account, capUsd, plan, experimentId }, deployment, catalog, prices }) {
    const { leastUsd, expectedUsd, mostUsd, twoRoundsUsd, idleUsdPerHour } = estimateOf(
      deployment,
      catalog.experiment(experimentId),
      prices,
    )
    const untilSure = plan.load.untilSure !== null
    const estimate =
      `${dollarRange(leastUsd, expectedUsd)} expected, ${dollars(mostUsd)} at most, ` +
      `${dollars(idleUsdPerHour)} per idle hour, by ${pricesText(prices)}`
    if (account.kind === 'practice') return ok(`Free here. On AWS: ${estimate}.`)
    const finding = `${estimate}. The cap is ${dollars(capUsd)}.`
    const first = plan.load.rounds > 2 ? 'two rounds' : 'run'
    if (twoRoundsUsd > capUsd)
      return failed(
        `${finding} The first ${first} may need ${dollars(twoRoundsUsd)}.`,
        'Raise the cap, or choose fewer scenarios, paths or seconds.',
      )
    if (mostUsd <= capUsd) return ok(finding)
    const when = untilSure ? 'before it is sure' : 'before its last round'
    const chance = expectedUsd > capUsd ? 'is expected to' : 'may'
    return warning(finding, `It ${chance} stop at the cap ${when}. What it has measured by then is kept.`)
  },
}

/** An organisation often records every change of every resource, and a deployment makes many. */
export const recorderCheck: AccountCheck = {
  name: 'AWS Config',
  async ask(aws, { deployment, catalog, prices }) {
    const resources = deployment.stacks.flatMap((stack) => templateOf(stack, catalog).resources).length
    const price = dollars(recordingUsd(resources, prices))
    if (!(await isRecording(aws))) return ok('It records nothing in this Region.')
    const made = `${count(resources)} resources, each made and deleted`
    const finding = `It records what is created in this Region: ${made}.`
    if (deployment.account.kind === 'practice') return ok(`${finding} On AWS that would cost about ${price}.`)
    return warning(finding, `That costs about ${price} more. Neither the expected cost nor the cap holds it.`)
  },
}
