import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs'
import { ListRolesCommand, ListServerCertificatesCommand } from '@aws-sdk/client-iam'
import { expect, test } from 'vitest'
import { call, until } from '../../electron/cli/session.ts'
import {
  applicationLoadBalancers,
  targetGroups,
} from '../../electron/engine/aws/application-load-balancers.ts'
import type { Aws } from '../../electron/engine/aws/clients.ts'
import { httpApis, vpcLinks } from '../../electron/engine/aws/http-apis.ts'
import { collect } from '../../electron/engine/aws/paging.ts'
import { openCatalog } from '../../electron/engine/catalog.ts'
import { provesEmpty } from '../../shared/receipt-verdict.ts'
import { usePracticeEngine } from '../practice-engine.ts'
import { left } from './killed-run.ts'

/** Two deployments of all that front-doors compares, in one account with room for two. */
const account = usePracticeEngine()
const doors = { experimentId: 'front-doors', scenarios: openCatalog().experiment('front-doors').scenarios }
const roomForTwo = {
  'L-53DA6B97': 4, // application load balancers
  'L-B22855CB': 4, // target groups
  'L-608BDCD4': 2, // VPC links
  'L-BF35879D': 2, // server certificates
}

/** The names of everything whose name an account, or a Region of it, has once. */
async function namesIn(aws: Aws): Promise<Record<string, string[]>> {
  const [balancers, groups, apis, links] = await Promise.all([
    applicationLoadBalancers(aws),
    targetGroups(aws),
    httpApis(aws),
    vpcLinks(aws),
  ])
  const { ServerCertificateMetadataList = [] } = await aws.iam.send(new ListServerCertificatesCommand({}))
  const { Roles = [] } = await aws.iam.send(new ListRolesCommand({ PathPrefix: '/sluice/' }))
  const logGroups = await collect(
    paginateDescribeLogGroups({ client: aws.logs }, {}),
    (page) => page.logGroups,
    ({ logGroupName }) => logGroupName,
  )
  const named = (names: readonly (string | undefined)[]): string[] => names.map((name) => name ?? '')
  return {
    balancers: named(balancers.map(({ LoadBalancerName }) => LoadBalancerName)),
    groups: named(groups.map(({ TargetGroupName }) => TargetGroupName)),
    apis: named(apis.map(({ Name }) => Name)),
    links: named(links.map(({ Name }) => Name)),
    certificates: named(
      ServerCertificateMetadataList.map(({ ServerCertificateName }) => ServerCertificateName),
    ),
    roles: named(Roles.map(({ RoleName }) => RoleName)),
    logGroups: named(logGroups),
  }
}

/** Each kind is there twice, once of each deployment, and load balancing takes its names. */
function expectTwoOfEach(names: Record<string, string[]>, ids: readonly string[]): void {
  for (const [kind, all] of Object.entries(names)) {
    const of = (id: string): string[] => all.filter((name) => name.includes(id))
    expect(new Set(all).size, kind).toBe(all.length)
    const [first = 0, second] = ids.map((id) => of(id).length)
    expect([first > 0, second], kind).toEqual([true, first])
    expect(all.length, kind).toBe(first * 2)
  }
  for (const name of [...(names['balancers'] ?? []), ...(names['groups'] ?? [])])
    expect(name.length).toBeLessThanOrEqual(32)
}

const done = ['ready', 'removed', 'stranded']

test(
  'two deployments of front-doors keep apart, also while one measures and one goes',
  { timeout: 480_000 },
  async () => {
    account.switchOn({ quotas: roomForTwo })
    const { engine } = account
    const ids = await Promise.all([account.start(2, doors), account.start(2, doors)])
    const third = await account.plan(1, doors)
    const phaseOf = async (id: string) => (await call(engine, 'deployments.get', { id })).phase
    const phases = () => Promise.all(ids.map(phaseOf))
    const leftDeploying = (all: string[]): boolean => all.every((phase) => phase !== 'deploying')
    expect(await until(engine, phases, leftDeploying)).not.toContain('removing')

    expectTwoOfEach(await account.asSomebodyElse(namesIn), ids)
    const { checks } = await call(engine, 'preflight.check', { id: third })
    const refused = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
    expect(refused.toSorted()).toEqual(
      ['VPC links', 'application load balancers', 'server certificates', 'target groups'].toSorted(),
    )

    // Runs of the practice account are measured one after another: one goes while the other is measured.
    const [goes = '', stays = ''] = (await until(engine, phases, (all) => all.includes('ready')))
      .map((phase, at) => ({ phase, id: ids[at] ?? '' }))
      .toSorted((one, other) => Number(other.phase === 'ready') - Number(one.phase === 'ready'))
      .map(({ id }) => id)
    await call(engine, 'deployments.remove', { id: goes })
    expect([await phaseOf(goes), await phaseOf(stays)]).toEqual(['removing', 'measuring'])
    const gone = await account.inPhase(goes, ['removed', 'stranded'])
    expect([gone.phase, gone.removalFailure]).toEqual(['removed', null])
    expect(gone.receipt && provesEmpty(gone.receipt)).toBe(true)

    const other = await account.inPhase(stays, done)
    expect([other.phase, other.failure]).toEqual(['ready', null])
    for (const { status, scenarios, id } of await call(engine, 'runs.list', {})) {
      expect([status, scenarios.length], id).toEqual(['succeeded', doors.scenarios.length])
      const { trials } = await call(engine, 'runs.get', { id })
      expect(trials.filter((trial) => trial.status !== 'succeeded')).toEqual([])
    }
    await account.emptyInTheEnd(stays)
    expect(await left(account.dataDir)).toEqual([])
  },
)
