import type { Account } from '../../../shared/account.ts'
import { choicesSchema } from '../../../shared/choices-schema.ts'
import type { Check } from '../../../shared/check.ts'
import { errorMessage } from '../../../shared/errors.ts'
import { unreadFiles, withOwnRegion } from '../aws/account-facts.ts'
import { readAwsFiles } from '../aws/aws-files.ts'
import { planDeployment } from '../deployments/plan-deployment.ts'
import { dataChecks } from '../preflight/data-checks.ts'
import { machineChecks } from '../preflight/machine-checks.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function doctorCommands({ context, dataDir }: CommandContext): Pick<Handlers, 'doctor.check'> {
  return {
    'doctor.check': async ({ account, region }) => [
      ...machineChecks(),
      ...dataChecks(dataDir, context.store),
      await checkPractice(),
      await checkAwsFiles(),
      ...(account === undefined ? [] : await checkAccount(account, region)),
    ],
  }

  /** The checks of the first experiment as it stands, in an account. */
  async function checkAccount(account: Account, region: string | undefined): Promise<Check[]> {
    const [experiment] = context.catalog.experiments
    if (experiment === undefined) return []
    const choices = await withOwnRegion(choicesSchema.parse({ experimentId: experiment.id, account, region }))
    const { preflight } = await import('../preflight/preflight.ts')
    return (await preflight(context, planDeployment(context.catalog, choices, 'doctor'))).checks
  }

  async function checkAwsFiles(): Promise<Check> {
    const files = await readAwsFiles()
    const problems = unreadFiles(files)
    const places = files.places.map(({ file }) => file).join(', ')
    const [finding, outcome] =
      problems.length === 0
        ? [`${places} (profiles: ${files.profiles.size})`, 'ok' as const]
        : [problems.join(' '), 'warning' as const]
    return { name: 'AWS files', outcome, finding, remedy: null }
  }

  async function checkPractice(): Promise<Check> {
    try {
      const { callerIdentity } = await import('../aws/identity.ts')
      const aws = await context.connect({ kind: 'practice' }, 'us-west-2')
      const { accountId } = await callerIdentity(aws).finally(() => aws.close())
      return {
        name: 'practice account',
        outcome: 'ok',
        finding: `It answers as account ${accountId}.`,
        remedy: null,
      }
    } catch (thrown) {
      return {
        name: 'practice account',
        outcome: 'failed',
        finding: errorMessage(thrown),
        remedy: `Look into ${dataDir}/practice/practice.log.`,
      }
    }
  }
}
