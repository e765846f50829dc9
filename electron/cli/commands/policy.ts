import { Option, type Command } from 'commander'
import { AppError } from '../../../shared/errors.ts'
import { regionOf } from '../../engine/aws/own-region.ts'
import { exitCodes } from '../exit-codes.ts'
import { note, print } from '../print.ts'
import type { WithEngine } from '../program.ts'
import { call } from '../session.ts'
import { writePolicies } from '../write-policies.ts'

interface PolicyOptions {
  accountId?: string
  region: string
  of: string
  roleBoundary?: string | null
  out?: string
}

/**
 * `policy`: prints an IAM policy as JSON, so that it can be piped; or writes all that an account has to be
 * prepared with.
 */
export function addPolicyCommand(program: Command, withEngine: WithEngine): void {
  program
    .command('policy')
    .description('Print the permissions that Sluice needs as an IAM policy')
    .option('--account-id <number>', 'The account to write into the policy (default: any)')
    .addOption(
      new Option('--region <region>', 'The Region to write into the policy').default(
        regionOf(null) ?? 'us-west-2',
        'that of AWS_REGION, or us-west-2',
      ),
    )
    .option('--role-boundary <arn>', 'The permissions boundary that an organisation demands of every role')
    .addOption(
      new Option('--of <role>', 'Whose: credentials, RoleBoundary, StackRole or ReaperRole').default(
        'credentials',
        'credentials',
      ),
    )
    .option('--out <folder>', 'Write the policies to create into a folder, and print how to create them')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sluice policy > policy.json\n  $ sluice policy --of StackRole' +
        '\n  $ sluice policy --account-id 123456789012 --region eu-west-1 --out policies',
    )
    .action(({ accountId, region, of, out, roleBoundary = null }: PolicyOptions) =>
      withEngine(async (engine) => {
        const input = { accountId: accountId ?? null, region, roleBoundary }
        const policies = await call(engine, 'policy.get', input)
        if (out !== undefined) {
          writePolicies(out, policies, { accountId, region })
          return exitCodes.done
        }
        const wanted = policies.filter((policy) => policy.of === of)
        if (wanted.length === 0) {
          const names = [...new Set(policies.map((policy) => policy.of))].join(', ')
          throw new AppError('invalid-input', `--of must be one of ${names}, not "${of}".`, { field: 'of' })
        }
        for (const { title, who, json } of wanted) {
          note(`${title}. ${who}`)
          print(json)
        }
        return exitCodes.done
      }),
    )
}
