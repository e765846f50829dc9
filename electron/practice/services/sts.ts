import type { Service, World } from '../world.ts'

/** STS, as far as the app asks it: who is calling. There is one user, who may do everything. */
export function stsService({ accountId, partition }: Pick<World, 'accountId' | 'partition'>): Service {
  return {
    name: 'sts',
    protocol: 'query',
    version: '2011-06-15',
    operations: {
      GetCallerIdentity: () => ({
        UserId: 'AIDAPRACTICEPRACTICE1',
        Account: accountId,
        Arn: `arn:${partition}:iam::${accountId}:user/practice`,
      }),
    },
  }
}
