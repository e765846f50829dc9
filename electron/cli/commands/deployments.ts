import type { Command } from 'commander'
import { accountName, placeTitle } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { moment } from '../../../shared/moment.ts'
import { deploymentName, type Known } from '../../../shared/run-name.ts'
import { stayText } from '../../../shared/staying.ts'
import { startedAtMs } from '../../../shared/started.ts'
import { provesEmpty } from '../../../shared/receipt-verdict.ts'
import type { Engine } from '../../engine/engine.ts'
import { command } from '../called-as.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { Column } from '../fitting-table.ts'
import { lifetimeOf } from '../option-values.ts'
import { addOutputOptions, formatOf, show, type OutputOptions } from '../output.ts'
import { complain, isoTime, note, print } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { receiptText } from '../receipt-text.ts'
import { deploymentIdOf, runIdOf } from '../resolve-id.ts'
import { call } from '../session.ts'
import { allRemovals, endRemovals, removalWork, removeEach, removeOne } from '../tear-down.ts'

/** `deployments`, `teardown`, `extend` and `receipt`: what is or was in an account. */
export function addDeploymentCommands(program: Command, withEngine: WithEngine): void {
  const deployments = program
    .command('deployments')
    .description('List what is deployed, and what was')
    .addHelpText('after', '\nExamples:\n  $ sluice deployments\n  $ sluice deployments -o json')
    .action((options: OutputOptions) => withEngine((engine) => listDeployments(engine, options)))
  addOutputOptions(deployments)
  const teardown = program
    .command('teardown')
    .description('Remove a deployment, or all of them')
    .argument('[deployment]', 'The id of the deployment, or last')
    .option('--all', 'Remove every deployment that is live, discard the others')
    .addHelpText('after', '\nExamples:\n  $ sluice teardown dabc1234\n  $ sluice teardown --all')
    .action(async (name: string | undefined, { all, ...options }: TearDownOptions, own: Command) => {
      if ((name === undefined) === (all === undefined))
        own.error(`Name one deployment (\`${command('deployments')}\` lists them) or use --all.`)
      await withEngine((engine) => remove(engine, name, options))
    })
  addOutputOptions(teardown)
  const extendCommand = program
    .command('extend')
    .description('Let a deployment live longer')
    .argument('<deployment>', 'The id of the deployment, or last')
    .argument('<time>', 'How much longer: 90m, 2h or 1d', lifetimeOf)
    .addHelpText('after', '\nExamples:\n  $ sluice extend dabc1234 1h')
    .action((name: string, byMs: number, options: OutputOptions) =>
      withEngine((engine) => extend(engine, name, byMs, options)),
    )
  addOutputOptions(extendCommand)
  const receipt = program
    .command('receipt')
    .description('Show what was found after a deployment was removed')
    .argument('<id>', 'The id of the deployment or of one of its runs, or last')
    .addHelpText('after', '\nExamples:\n  $ sluice receipt last\n  $ sluice receipt rabc1234 -o md')
    .action((name: string, options: OutputOptions) =>
      withEngine((engine) => showReceipt(engine, name, options)),
    )
  addOutputOptions(receipt)
}

interface TearDownOptions extends OutputOptions {
  all?: true
}

const columns: readonly Column[] = [
  { title: 'deployment' },
  { title: 'phase' },
  { title: 'started', rank: 3 },
  { title: 'where', rank: 2 },
  { title: 'stacks\nleft', figure: true, rank: 4 },
  { title: 'compares', rank: 1 },
  { title: 'remarks' },
]

async function listDeployments(engine: Engine, options: OutputOptions): Promise<ExitCode> {
  const deployments = await call(engine, 'deployments.list', {})
  const known = {
    experiments: await call(engine, 'experiments.list', {}),
    scenarios: await call(engine, 'scenarios.list', {}),
  }
  show(options, {
    json: () => deployments.map(summaryOf),
    page: (painter) =>
      deployments.length === 0
        ? painter.text('No deployments.').join('\n')
        : painter.table({ columns, rows: deployments.map((one) => rowOf(one, known, painter.nowMs)) }),
  })
  return exitCodes.done
}

function rowOf(one: Deployment, known: Known, nowMs: number | null): string[] {
  return [
    one.id,
    one.phase,
    moment(startedAtMs(one), nowMs),
    placeTitle(one),
    String(one.stacks.filter(({ status }) => status !== 'PLANNED' && status !== 'DELETE_COMPLETE').length),
    deploymentName(one, known),
    (one.removalFailure ?? one.failure)?.reason.slice(0, 60) ?? stayText(one, Date.now()) ?? '',
  ]
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
    expiresAt: deployment.expiresAtMs === null ? null : isoTime(deployment.expiresAtMs),
    region: deployment.region,
    scenarios: deployment.scenarios,
    stacks: deployment.stacks.map(({ name, kind, status, arn }) => ({ name, kind, status, arn })),
    failure: deployment.removalFailure ?? deployment.failure,
  }
}

/** Removes one deployment, or all where none is named. */
async function remove(engine: Engine, name: string | undefined, options: OutputOptions): Promise<ExitCode> {
  const stopListening = engine.onEvent((event) => {
    if (event.name === 'activity.appended') note(`  ${event.data.deploymentId}: ${event.data.message}`)
  })
  try {
    return endRemovals(await removals(engine, name, options), options)
  } finally {
    stopListening()
  }
}

async function removals(engine: Engine, name: string | undefined, options: OutputOptions) {
  if (name !== undefined)
    return [await removeOne(removalWork(engine, await deploymentIdOf(engine, name)), options)]
  const works = await allRemovals(engine)
  if (works.length === 0 && formatOf(options) === 'table') print('Nothing is deployed.')
  return removeEach(works, options)
}

async function extend(engine: Engine, name: string, byMs: number, options: OutputOptions): Promise<ExitCode> {
  const id = await deploymentIdOf(engine, name)
  const { expiresAtMs } = await call(engine, 'deployments.get', { id })
  const from = Math.max(Date.now(), expiresAtMs ?? 0)
  const extended = await call(engine, 'deployments.extend', { id, expiresAtMs: from + byMs })
  const now = Date.now()
  const stay = stayText(extended, now) ?? `has its expiry at ${moment(extended.expiresAtMs ?? 0, now)}`
  show(options, {
    json: () => summaryOf(extended),
    page: (painter) => painter.text(`Deployment ${id} ${stay}.`).join('\n'),
  })
  return exitCodes.done
}

/** Fails where there is no receipt, and where the receipt does not prove that nothing is left. */
async function showReceipt(engine: Engine, name: string, options: OutputOptions): Promise<ExitCode> {
  const deploymentId = await receiptIdOf(engine, name)
  const { receipt, phase } = await call(engine, 'deployments.get', { id: deploymentId })
  if (receipt === null) {
    complain(`${deploymentId} is ${phase}. The receipt is written when it has been removed.`)
    return exitCodes.failed
  }
  show(options, {
    json: () => ({ ...receipt, checkedAtMs: undefined, checkedAt: isoTime(receipt.checkedAtMs) }),
    page: (painter) => receiptText(receipt, painter),
  })
  return provesEmpty(receipt) ? exitCodes.done : exitCodes.failed
}

/** The deployment with this id, or that of the run with this id. */
async function receiptIdOf(engine: Engine, name: string): Promise<string> {
  const id = name.startsWith('r') ? await runIdOf(engine, name) : name
  const [run] = await call(engine, 'runs.list', { ids: [id] })
  return run?.deploymentId ?? deploymentIdOf(engine, name)
}
