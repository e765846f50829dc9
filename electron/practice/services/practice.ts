import { issueSession } from '../sessions.ts'
import { textOf } from '../json-values.ts'
import type { JsonObject, Service, World } from '../world.ts'

export const practiceServiceName = 'sluice-practice'
export const practiceTargetPrefix = 'SluicePractice'

/** What the account says about itself. */
export interface PracticeDescription {
  pid: number
  version: string
  /**
   * Where the system's tools are that the account uses, by name; null when one is missing and its stand-in
   * works instead.
   */
  tools: Record<string, string | null>
}

/**
 * Sluice's own small service beside the imitated ones: how a client finds out that the account it has read
 * about is there, and is the right one.
 */
export function practiceService(
  { accountId, partition, documents }: Pick<World, 'accountId' | 'partition' | 'documents'>,
  describe: () => PracticeDescription,
  mfaCode: () => string,
  webIdentityToken: (seconds: number) => string,
): Service {
  return {
    name: practiceServiceName,
    protocol: 'json-1.1',
    version: practiceTargetPrefix,
    operations: {
      Describe: () => ({ ...describe() }) satisfies JsonObject,
      // What the MFA device of the account shows now.
      MfaCode: () => ({ Code: mfaCode() }),
      // Credentials of a role with policies of its own: the callers of tests, for an hour.
      CallerWithPolicies({ Name, Policies }) {
        const arn = `arn:${partition}:sts::${accountId}:assumed-role/${textOf(Name)}/test`
        const policies = [Policies ?? []].flat()
        const session = issueSession(documents, arn, Date.now() + 3_600_000, { policies })
        const { accessKeyId, secretAccessKey, token } = session
        return { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: token }
      },
      // What an identity provider would write into the file that AWS_WEB_IDENTITY_TOKEN_FILE names.
      WebIdentityToken: ({ Seconds }) => ({
        Token: webIdentityToken(typeof Seconds === 'number' ? Seconds : 3600),
      }),
    },
  }
}
