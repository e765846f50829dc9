import { Option, type Command } from 'commander'
import { accountTitle } from '../../../shared/account-name.ts'
import type { Account } from '../../../shared/account.ts'
import type { Swept } from '../../../shared/swept.ts'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import type { Found } from '../../../shared/receipt.ts'
import { provesNothingFound, sweepVerdict } from '../../../shared/sweep.ts'
import type { Engine } from '../../engine/engine.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { accountOf } from '../option-values.ts'
import { addOutputOptions, formatOf, show, type OutputOptions } from '../output.ts'
import type { Painter } from '../painter.ts'
import { complain } from '../print.ts'
import type { Removal } from '../removal-outcome.ts'
import type { WithEngine } from '../program.ts'
import { call } from '../session.ts'
import { awaitRemoval, removeEach, type RemovalWork } from '../tear-down.ts'

interface SweepOptions extends OutputOptions {
  account: Account
  region?: string
  remove?: true
}

/** `sweep`: finds stacks of Sluice that this data folder does not list as live. */
export function addSweepCommand(program: Command, withEngine: WithEngine): void {
  const command = program
    .command('sweep')
    .description('Find deployments that Sluice has lost track of')
    .addOption(
      new Option('--account <account>', 'practice, environment or an AWS profile')
        .argParser(accountOf)
        .default(accountOf('practice'), 'practice'),
    )
    .option('--region <region>', 'Search one Region (default: every Region that the account has enabled)')
    .option('--remove', 'Remove what is found')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice sweep --account work\n' +
        '  $ sluice sweep --account work --region eu-west-1 --remove',
    )
    .action((options: SweepOptions) => withEngine((engine) => sweep(engine, options)))
  addOutputOptions(command)
}

/** Fails where something was found and is still there, and where a Region could not be searched. */
async function sweep(engine: Engine, options: SweepOptions): Promise<ExitCode> {
  const { account, region } = options
  const where = region === undefined ? { account } : { account, region }
  const swept = await call(engine, 'sweep.find', where).catch(notSearched)
  if (swept === undefined) return exitCodes.failed
  const tells = formatOf(options) === 'table'
  const page = (painter: Painter): string => sweepText(swept, painter)
  const { regions, found, unknown } = swept
  if (tells) show(options, { json: () => null, page })
  const removals = options.remove
    ? await removeEach(
        found.map((one) => workOn(engine, account, one)),
        options,
      )
    : []
  if (!tells) show(options, { json: () => ({ regions, found, unknown, removals }), page })
  if (removals.length === 0) return provesNothingFound(swept) ? exitCodes.done : exitCodes.failed
  return unknown.length === 0 && removals.every(({ proven }) => proven) ? exitCodes.done : exitCodes.failed
}

function workOn(engine: Engine, account: Account, found: Found): RemovalWork {
  const id = found.deploymentId
  const work = async (): Promise<Removal> => {
    await call(engine, 'sweep.remove', { account, found })
    return awaitRemoval(engine, id)
  }
  return { id, work }
}

/** For an account that could not be asked at all. @throws what is wrong with the command itself */
function notSearched(thrown: unknown): undefined {
  if (thrown instanceof AppError && (thrown.code === 'invalid-input' || thrown.code === 'not-found'))
    throw thrown
  complain(`Not searched: ${errorMessage(thrown)}`)
}

/** What a sweep has found, Region by Region. */
function sweepText(swept: Swept, painter: Painter): string {
  const { account, found, unknown } = swept
  return [
    `${accountTitle(account)}: ${sweepVerdict(swept)}`,
    ...found.map(({ deploymentId, region, stacks }) => {
      const names = stacks.map(({ name, status }) => `${name} (${status})`)
      return `- ${deploymentId} in ${region}: ${names.join(', ')}`
    }),
    ...unknown.map(({ region, reason }) => `- ${region} could not be searched: ${reason}`),
  ]
    .flatMap((line) => painter.text(line))
    .join('\n')
}
