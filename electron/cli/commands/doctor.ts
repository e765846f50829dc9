import type { Command } from 'commander'
import type { Account } from '../../../shared/account.ts'
import type { Check } from '../../../shared/check.ts'
import type { AppError } from '../../../shared/errors.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { accountOf } from '../option-values.ts'
import { addOutputOptions, show, type OutputOptions } from '../output.ts'
import type { WithEngine } from '../program.ts'
import { call } from '../session.ts'

interface DoctorOptions extends OutputOptions {
  account?: Account
  region?: string
}

/** `doctor`: what this machine has, and whether an account can be used. Fails unless every check passes. */
export function addDoctorCommand(program: Command, withEngine: WithEngine): void {
  const doctor = program
    .command('doctor')
    .description('Check this machine, and an account')
    .option('--account <account>', 'Also check practice, environment or an AWS profile', accountOf)
    .option('--region <region>', 'The Region to check (default: that of the account, or of the experiment)')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice doctor\n  $ sluice doctor --account work --region eu-west-1',
    )
    .action(({ account, region, ...options }: DoctorOptions) =>
      withEngine(
        async (engine) => showChecks(await call(engine, 'doctor.check', { account, region }), options),
        { withoutEngine: async (reason) => showChecks(await checksWithout(reason), options) },
      ),
    )
  addOutputOptions(doctor)
}

/** What can be said where the data folder cannot be used. */
async function checksWithout(reason: AppError): Promise<Check[]> {
  const { failedDataCheck } = await import('../../engine/preflight/data-checks.ts')
  const { machineChecks } = await import('../../engine/preflight/machine-checks.ts')
  return [...machineChecks(), failedDataCheck(reason)]
}

const columns = [{ title: 'check' }, { title: 'outcome' }, { title: 'finding' }, { title: 'remedy' }]

function showChecks(checks: readonly Check[], options: OutputOptions): ExitCode {
  const rows = checks.map(({ name, outcome, finding, remedy }) => [name, outcome, finding, remedy ?? ''])
  show(options, { json: () => checks, page: (painter) => painter.table({ columns, rows }) })
  return checks.some(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
    ? exitCodes.failed
    : exitCodes.done
}
