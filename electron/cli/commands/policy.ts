import { Option, type Command } from 'commander'
import { AppError } from '../../../shared/errors.ts'
import { exitCodes } from '../exit-codes.ts'
import { note, print } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { call } from '../session.ts'

interface PolicyOptions {
  accountId?: string
  region: string
  of: string
  roleBoundary?: string | null
}

/** `policy`: prints one IAM policy as JSON, so that it can be piped. */
export function addPolicyCommand(program: Command, withEngine: WithEngine): void {
  program
    .command('policy')
    .description('Print the permissions that Sluice needs as an IAM policy')
    .option('--account-id <number>', 'The account to write into the policy (default: any)')
    .addOption(
      new Option('--region <region>', 'The Region to write into the policy').default(
        'us-west-2',
        'us-west-2',
      ),
    )
    .option('--role-boundary <arn>', 'The permissions boundary that an organisation demands of every role')
    .addOption(
      new Option('--of <role>', 'Whose: credentials, RoleBoundary, StackRole or ReaperRole').default(
        'credentials',
        'credentials',
      ),
    )
    .addHelpText('after', '\nExamples:\n  $ sluice policy > policy.json\n  $ sluice policy --of StackRole')
    .action(({ accountId, region, of, roleBoundary = null }: PolicyOptions) =>
      withEngine(async (engine) => {
        const input = { scenarios: [], accountId: accountId ?? null, region, roleBoundary }
        const policies = await call(engine, 'policy.get', input)
        const wanted = policies.find((policy) => policy.of === of)
        if (wanted === undefined) {
          const names = policies.map((policy) => policy.of).join(', ')
          throw new AppError('invalid-input', `--of must be one of ${names}, not "${of}".`, { field: 'of' })
        }
        note(`${wanted.title}. ${wanted.who}`)
        print(wanted.json)
        return exitCodes.done
      }),
    )
}
