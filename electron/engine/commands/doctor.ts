import { accessSync, constants, mkdirSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Account } from '../../../shared/account.ts'
import { choicesSchema } from '../../../shared/choices-schema.ts'
import type { Check } from '../../../shared/contract.ts'
import { errorMessage } from '../../../shared/errors.ts'
import { planDeployment } from '../deployments/plan-deployment.ts'
import { preflight } from '../preflight/preflight.ts'
import type { LocalProgram } from '../load/local-program.ts'
import { callerIdentity } from '../aws/identity.ts'
import { findTool } from '../../platform/tools.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function doctorCommands({ context, dataDir }: CommandContext): Pick<Handlers, 'doctor.check'> {
  return {
    'doctor.check': async ({ account, region }) => [
      checkNode(),
      checkDataDir(dataDir),
      ...[context.loadTool.local, context.origin.local].flatMap((local) =>
        local ? [checkProgram(local)] : [],
      ),
      checkCores(),
      await checkPractice(),
      ...(account === undefined ? [] : await checkAccount(account, region)),
    ],
  }

  /** The checks of the first experiment as it stands, in an account. */
  async function checkAccount(account: Account, region: string | undefined): Promise<Check[]> {
    const [experiment] = context.catalog.experiments
    if (experiment === undefined) return []
    const choices = choicesSchema.parse({ experimentId: experiment.id, account, region })
    return (await preflight(context, planDeployment(context.catalog, choices, 'doctor'))).checks
  }

  async function checkPractice(): Promise<Check> {
    try {
      const aws = await context.connect({ kind: 'practice' }, 'us-west-2')
      const { accountId } = await callerIdentity(aws).finally(() => aws.close())
      return {
        name: 'practice account',
        outcome: 'ok',
        finding: `answers as account ${accountId}`,
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

function checkNode(): Check {
  const napi = Number(process.versions['napi'] ?? 0)
  const finding = `Node ${process.versions.node}`
  return napi >= 10 || process.versions['electron'] !== undefined
    ? { name: 'node', outcome: 'ok', finding, remedy: null }
    : { name: 'node', outcome: 'failed', finding, remedy: 'Install Node 22.14 or newer.' }
}

function checkDataDir(folder: string): Check {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return { name: 'data folder', outcome: 'ok', finding: folder, remedy: null }
  } catch (thrown) {
    return {
      name: 'data folder',
      outcome: 'failed',
      finding: errorMessage(thrown),
      remedy: 'Set SLUICE_DATA_DIR to a folder that can be written.',
    }
  }
}

function checkProgram({ program: name, without }: LocalProgram): Check {
  const file = findTool(name)
  return file === undefined
    ? {
        name,
        outcome: 'warning',
        finding: 'not installed',
        remedy: `${without} Install ${name} with your package manager.`,
      }
    : { name, outcome: 'ok', finding: file, remedy: null }
}

function checkCores(): Check {
  const cores = cpus().length
  return cores >= 2
    ? { name: 'processors', outcome: 'ok', finding: `${cores} cores`, remedy: null }
    : {
        name: 'processors',
        outcome: 'warning',
        finding: '1 core',
        remedy: 'Load generator and origin share it: practice figures will be low.',
      }
}
