import { call, until } from '../../../../electron/cli/session.ts'
import { createEngine } from '../../../../electron/engine/engine.ts'

/**
 * Deploys one scenario with the credentials of the environment, and ends once CloudFormation has taken the
 * first stack, which is left as it is. Arguments: the data folder, and the number of the account.
 */
const [, , dataDir = '', accountId = ''] = process.argv
const engine = createEngine({ dataDir })
const { id } = await call(engine, 'deployments.plan', {
  experimentId: 'proxy-2017',
  account: { kind: 'environment' },
  scenarios: ['elb'],
})
await call(engine, 'experiments.run', { id, accountId })
await until(
  engine,
  () => call(engine, 'deployments.get', { id }),
  ({ stacks }) => stacks.some(({ arn }) => arn !== null),
)
await engine.close()
