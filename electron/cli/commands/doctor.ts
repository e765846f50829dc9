import type { Command } from 'commander'
import type { Account } from '../../../shared/account.ts'
import type { Check } from '../../../shared/check.ts'
import { failedDataCheck } from '../../engine/preflight/data-checks.ts'
import { machineChecks } from '../../engine/preflight/machine-checks.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { accountOf } from '../option-values.ts'
import { print, printJson } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { call } from '../session.ts'
import { widthOf } from '../terminal-width.ts'
import { textTable } from '../text-table.ts'

interface DoctorOptions {
  account?: Account
  region?: string
  json?: true
}

/** `doctor`: what this machine has, and whether an account can be used. Fails unless every check passes. */
export function addDoctorCommand(program: Command, withEngine: WithEngine): void {
  program
    .command('doctor')
    .description('Check this machine, and an account')
    .option('--account <account>', 'Also check practice, environment or an AWS profile', accountOf)
    .option('--region <region>', 'The Region to check (default: that of the account, or of the experiment)')
    .option('--json', 'Write JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice doctor\n  $ sluice doctor --account work --region eu-west-1',
    )
    .action(({ account, region, json }: DoctorOptions) =>
      withEngine(
        async (engine) => showChecks(await call(engine, 'doctor.check', { account, region }), json),
        { withoutEngine: (reason) => showChecks([...machineChecks(), failedDataCheck(reason)], json) },
      ),
    )
}

function showChecks(checks: readonly Check[], json: true | undefined): ExitCode {
  const rows = checks.map(({ name, outcome, finding, remedy }) => [name, outcome, finding, remedy ?? ''])
  if (json) printJson(checks)
  else print(textTable(['check', 'outcome', 'finding', 'remedy'], rows, [], widthOf(process.stdout)))
  return checks.some(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
    ? exitCodes.failed
    : exitCodes.done
}
