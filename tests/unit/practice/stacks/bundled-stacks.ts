import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { planStacks, templateOf } from '../../../../electron/engine/deployments/stack-plan.ts'
import { faultsSchema, type Faults } from '../../../../electron/practice/faults.ts'
import { userId } from '../../../../electron/practice/iam/callers.ts'
import { deniedPolicies } from '../../../../electron/practice/iam/denied-policies.ts'
import { recordResourceTypes } from '../../../../electron/practice/resources/record-types.ts'
import type { Json } from '../../../../electron/practice/world.ts'
import { stackPart } from '../../../../shared/stack-part.ts'
import { folder } from '../../templates/bundled.ts'
import type { StackWorld } from '../../../../electron/practice/stacks/stack-operations.ts'
import { standIns } from './stand-ins.ts'
import { testAccount, testWorld, type TestAccount } from './test-account.ts'

const id = 'dabcdefg'

/** Something that looks like a certificate or a key: nothing here reads it. */
const pem = (what: string): string => `-----BEGIN ${what}-----\nAAAA\n-----END ${what}-----`

/** Scenarios that together have every type of a resource. */
const chosen = ['lambda-256', 'http-proxy', 'alb-https', 'rest-vpc-link', 'http-lambda', 'function-url']

/**
 * The stacks of these, in the order of their creation: with the guard's role, but for guard. Name → file of
 * its template.
 */
function plannedFiles(): Record<string, string> {
  const catalog = openCatalog()
  const scenarios = catalog.scenarios.filter((one) => chosen.includes(one.id))
  const stacks = planStacks(id, scenarios, catalog.sharedStacks)
  return Object.fromEntries(stacks.map((stack) => [stackPart(stack), templateOf(stack, catalog).file]))
}

const files = plannedFiles()

export interface BundledStacks {
  account: TestAccount
  /** Creates the stacks until one fails; answers `stack: events that failed`. */
  create: () => Promise<string[]>
  /** Deletes what is there, last made first, until one fails; answers the events that failed. */
  remove: () => Promise<string[]>
  /** Faults that are switched on. */
  faults: Partial<Faults>
}

/** What an administrator has prepared: the policy of the one who deploys, and the boundary of every role. */
export interface Prepared {
  user: Json
  boundary?: { arn: string; document: Json }
}

/**
 * The bundled templates in an account of records: no process, only what CloudFormation and IAM decide.
 * @param prepared without it guard is made by the account itself, which may do everything
 */
export function bundledStacks(prepared?: Prepared): BundledStacks {
  const faults: Partial<Faults> = {}
  const world = { ...testWorld(undefined, () => faults), ...policiesOf(prepared, faults) }
  const records = recordResourceTypes.filter(({ type }) => !standIns.some((other) => other.type === type))
  const account = testAccount([...records, ...standIns], world, prepared === undefined ? undefined : userId)
  const known: Record<string, string> = {
    DeploymentId: id,
    ZoneA: 'us-west-2a',
    ZoneB: 'us-west-2b',
    CertificateBody: pem('CERTIFICATE'),
    CertificatePrivateKey: pem('PRIVATE KEY'),
  }
  if (prepared?.boundary !== undefined) known['RoleBoundary'] = prepared.boundary.arn
  const made: string[] = []

  const failed = async (arn: string, name: string): Promise<string[]> =>
    (await account.events(arn))
      .filter((line) => /^\w+ \w+_FAILED /.test(line))
      .map((line) => `${name}: ${line}`)

  async function createOne(name: string, file: string): Promise<string[]> {
    const body = readFileSync(join(folder, file), 'utf8')
    const declared = body.split(/^Resources:/m)[0] ?? ''
    const wanted = [...declared.matchAll(/^ {2}(\w+):\n {4}Description: /gm)].map(([, one = '']) => one)
    const request = {
      StackName: `sluice-${id}-${name}`,
      Capabilities: ['CAPABILITY_IAM'],
      OnFailure: 'DO_NOTHING',
      Tags: [{ Key: 'sluice:deployment', Value: id }],
      Parameters: wanted.flatMap((key) =>
        known[key] === undefined ? [] : [{ ParameterKey: key, ParameterValue: known[key] }],
      ),
      ...(known['StackRoleArn'] === undefined ? {} : { RoleARN: known['StackRoleArn'] }),
    }
    const arn = await account.make(body, request).catch((thrown: unknown) => [`${name}: ${String(thrown)}`])
    // CloudFormation has not taken it.
    if (typeof arn !== 'string') return arn
    made.push(arn)
    for (const { OutputKey, OutputValue } of (await account.shown(arn)).Outputs)
      known[OutputKey] = OutputValue
    if (name === 'base') known['SubnetIds'] = known['LambdaSubnets256'] ?? ''
    return failed(arn, name)
  }

  return {
    account,
    faults,
    async create() {
      for (const [name, file] of Object.entries(files)) {
        const failures = await createOne(name, file)
        if (failures.length > 0) return failures
      }
      return []
    },
    async remove() {
      for (const arn of made.toReversed()) {
        const before = (await account.events(arn)).length
        await account.remove(arn)
        const fresh = (await account.events(arn)).slice(before)
        const failures = fresh.filter((line) => line.includes(' DELETE_FAILED '))
        // Guard goes last: without its role nothing else can be deleted.
        if (failures.length > 0) return failures
      }
      return []
    },
  }
}

function policiesOf(prepared: Prepared | undefined, faults: Partial<Faults>): Partial<StackWorld> {
  if (prepared === undefined) return {}
  const { user, boundary } = prepared
  return {
    userPolicies: () => deniedPolicies([user], faultsSchema.parse(faults)),
    managedPolicy: (arn) => (arn === boundary?.arn ? boundary.document : undefined),
    managedPolicies: () => (boundary === undefined ? [] : [boundary.arn]),
  }
}
