import type { Command } from 'commander'
import { accountName, placeTitle } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { moment } from '../../../shared/moment.ts'
import { deploymentName } from '../../../shared/run-name.ts'
import { stayText } from '../../../shared/staying.ts'
import { startedAtMs } from '../../../shared/started.ts'
import { provesEmpty } from '../../../shared/receipt-verdict.ts'
import type { Engine } from '../../engine/engine.ts'
import { textTable } from '../text-table.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { lifetimeOf } from '../option-values.ts'
import { isoTime, note, print, printJson } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { receiptText } from '../receipt-text.ts'
import { call } from '../session.ts'
import { widthOf } from '../terminal-width.ts'
import { tearDown, tearDownAll } from '../tear-down.ts'

/** `deployments`, `teardown`, `extend` and `receipt`: what is or was in an account. */
export function addDeploymentCommands(program: Command, withEngine: WithEngine): void {
  program
    .command('deployments')
    .description('List what is deployed, and what was')
    .option('--json', 'Write JSON')
    .addHelpText('after', '\nExamples:\n  $ sluice deployments\n  $ sluice deployments --json')
    .action(({ json }: { json?: true }) => withEngine((engine) => listDeployments(engine, json === true)))
  program
    .command('teardown')
    .description('Remove a deployment, or all of them')
    .argument('[deployment]', 'The id of the deployment')
    .option('--all', 'Remove every deployment that is live, discard the others')
    .addHelpText('after', '\nExamples:\n  $ sluice teardown dabc1234\n  $ sluice teardown --all')
    .action(async (id: string | undefined, { all }: { all?: true }, command: Command) => {
      if ((id === undefined) === (all === undefined))
        command.error('sluice: Name one deployment (`sluice deployments` lists them) or use --all.')
      await withEngine((engine) => remove(engine, id))
    })
  program
    .command('extend')
    .description('Let a deployment live longer')
    .argument('<deployment>', 'The id of the deployment')
    .argument('<time>', 'How much longer: 90m, 2h or 1d', lifetimeOf)
    .addHelpText('after', '\nExamples:\n  $ sluice extend dabc1234 1h')
    .action((id: string, byMs: number) => withEngine((engine) => extend(engine, id, byMs)))
  program
    .command('receipt')
    .description('Show what was found after a deployment was removed')
    .argument('<id>', 'The id of the deployment, or of one of its runs')
    .addHelpText('after', '\nExamples:\n  $ sluice receipt dabc1234\n  $ sluice receipt rabc1234')
    .action((id: string) => withEngine((engine) => showReceipt(engine, id)))
}

async function listDeployments(engine: Engine, json: boolean): Promise<ExitCode> {
  const deployments = await call(engine, 'deployments.list', {})
  if (json) printJson(deployments.map(summaryOf))
  else if (deployments.length === 0) print('No deployments.')
  else {
    const known = {
      experiments: await call(engine, 'experiments.list', {}),
      scenarios: await call(engine, 'scenarios.list', {}),
    }
    const header = ['deployment', 'compares', 'where', 'phase', 'started', 'stacks\nleft', 'remarks']
    const rows = deployments.map((one) => [
      one.id,
      deploymentName(one, known),
      placeTitle(one),
      one.phase,
      moment(startedAtMs(one), Date.now()),
      String(one.stacks.filter(({ status }) => status !== 'PLANNED' && status !== 'DELETE_COMPLETE').length),
      (one.removalFailure ?? one.failure)?.reason.slice(0, 60) ?? stayText(one, Date.now()) ?? '',
    ])
    print(textTable(header, rows, [5], widthOf(process.stdout)))
  }
  return exitCodes.done
}

function summaryOf(deployment: Deployment) {
  return {
    id: deployment.id,
    experimentId: deployment.experimentId,
    account: accountName(deployment.account),
    endpoint: deployment.endpoint,
    phase: deployment.phase,
    createdAt: isoTime(deployment.createdAtMs),
    changedAt: isoTime(deployment.changedAtMs),
    region: deployment.region,
    scenarios: deployment.scenarios,
    stacks: deployment.stacks.map(({ name, kind, status, arn }) => ({ name, kind, status, arn })),
    failure: deployment.removalFailure ?? deployment.failure,
  }
}

/** Removes one deployment, or all where no id is given. */
async function remove(engine: Engine, id: string | undefined): Promise<ExitCode> {
  const stopListening = engine.onEvent((event) => {
    if (event.name === 'activity.appended') note(`  ${event.data.deploymentId}: ${event.data.message}`)
  })
  const work = id === undefined ? tearDownAll(engine) : tearDown(engine, id)
  return work.finally(stopListening)
}

async function extend(engine: Engine, id: string, byMs: number): Promise<ExitCode> {
  const { expiresAtMs } = await call(engine, 'deployments.get', { id })
  const from = Math.max(Date.now(), expiresAtMs ?? 0)
  const extended = await call(engine, 'deployments.extend', { id, expiresAtMs: from + byMs })
  const now = Date.now()
  const stay = stayText(extended, now) ?? `has its expiry at ${moment(extended.expiresAtMs ?? 0, now)}`
  print(`Deployment ${id} ${stay}.`)
  return exitCodes.done
}

/** Fails where there is no receipt, and where the receipt does not prove that nothing is left. */
async function showReceipt(engine: Engine, id: string): Promise<ExitCode> {
  const run = (await call(engine, 'runs.list', {})).find((one) => one.id === id)
  const deploymentId = run?.deploymentId ?? id
  const { receipt, phase } = await call(engine, 'deployments.get', { id: deploymentId })
  if (receipt === null) {
    print(`${deploymentId} is ${phase}. The receipt is written when it has been removed.`)
    return exitCodes.failed
  }
  print(receiptText(receipt, widthOf(process.stdout)))
  return provesEmpty(receipt) ? exitCodes.done : exitCodes.failed
}
