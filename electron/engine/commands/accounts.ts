import { sourceText } from '../accounts/source-text.ts'
import { environmentSource, unreadFiles } from '../aws/account-facts.ts'
import { readAwsFiles } from '../aws/aws-files.ts'
import { regionOf } from '../aws/own-region.ts'
import { listProfiles } from '../aws/profiles.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = 'accounts.list' | 'accounts.files' | 'accounts.identify' | 'accounts.regions'

/** Any Region answers which ones there are; this one is enabled in every account. */
const anyRegion = 'us-east-1'

export function accountCommands({ context }: CommandContext): Pick<Handlers, Names> {
  return {
    'accounts.list': async () => {
      const environment = environmentSource()
      const profiles = await listProfiles()
      return [
        { account: { kind: 'practice' as const }, title: 'Practice account', source: null, region: null },
        ...(environment === null
          ? []
          : [
              {
                account: { kind: 'environment' as const },
                title: 'Environment',
                source: sourceText(environment),
                region: regionOf(null),
              },
            ]),
        ...profiles.map(({ name, source, region }) => ({
          account: { kind: 'profile' as const, profile: name },
          title: name,
          source: sourceText(source),
          region: regionOf(region),
        })),
      ]
    },
    'accounts.files': async () => unreadFiles(await readAwsFiles()),
    'accounts.identify': ({ account, region }) => context.identify(account, region),
    'accounts.regions': async ({ account }) => {
      const { enabledRegions } = await import('../aws/regions.ts')
      const aws = await context.connect(account, anyRegion)
      return enabledRegions(aws).finally(() => aws.close())
    },
  }
}
