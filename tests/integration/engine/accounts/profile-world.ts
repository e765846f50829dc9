import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { createEngine, type Engine } from '../../../../electron/engine/engine.ts'
import { connectPractice, type PracticeConnection } from '../../../../electron/practice/connect-practice.ts'
import type { AnyEvent } from '../../../../shared/events.ts'
import { printed } from '../../../prepared-accounts.ts'
import { askPractice } from '../../../other-callers.ts'
import { switchFaults } from '../../../switch-faults.ts'

/** A data folder, its practice account as the place where profiles lead, and the person's AWS files. */
export interface ProfileWorld {
  dataDir: string
  practice: PracticeConnection
  engine: Engine
  /** Everything that was announced. */
  events: AnyEvent[]
  /** Writes `config`; `KEYS` in it is the practice account's key. */
  profiles(config: string): void
  faults(faults: object): void
  /** What the account's MFA device shows. */
  mfaCode(): Promise<string>
  /** Writes a web identity token that ends after `seconds` into a file. */
  webIdentity(seconds?: number): Promise<{ file: string; token: string }>
  /** Keys of a session that ends after `seconds`. */
  sessionKeys(seconds: number): Promise<{ text: string; secrets: string[] }>
  /** What the practice account keeps under a prefix, such as `sso-token/`. */
  state(prefix: string): Record<string, unknown>[]
  end(): Promise<void>
}

export const operatorRole = 'arn:aws:iam::123456789012:role/practice-operator'
export const mfaRole = 'arn:aws:iam::123456789012:role/practice-mfa'
export const webRole = 'arn:aws:iam::123456789012:role/practice-web'
/** A session of IAM Identity Center called `practice`, and what a profile that uses it says. */
export const ssoSession =
  '[sso-session practice]\nsso_start_url = https://practice.awsapps.com/start\n' +
  'sso_region = us-west-2\nsso_registration_scopes = sso:account:access\n'
export const ssoProfile =
  'sso_session = practice\nsso_account_id = 123456789012\nsso_role_name = practice-sso\n'
export const mfaDevice = 'arn:aws:iam::123456789012:mfa/practice'

export async function openProfileWorld(prepared = printed('us-west-2')): Promise<ProfileWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-accounts-'))
  const practice = await connectPractice(dataDir, prepared)
  const folder = join(dataDir, 'aws')
  mkdirSync(folder)
  const environment = { ...process.env }
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config')
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials')
  process.env['AWS_ENDPOINT_URL'] = practice.endpoint
  const engine = createEngine({ dataDir })
  const events: AnyEvent[] = []
  engine.onEvent((event) => events.push(event))
  const { accessKeyId, secretAccessKey } = practice
  const faults = (what: Parameters<typeof switchFaults>[1]): void => switchFaults(dataDir, what)
  const ask = (operation: string, input: object) => askPractice(practice, operation, input)
  return {
    dataDir,
    practice,
    engine,
    events,
    profiles: (config) =>
      writeFileSync(
        join(folder, 'config'),
        config.replaceAll(
          'KEYS',
          `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`,
        ),
      ),
    faults,
    mfaCode: async () => (await ask('MfaCode', {}))['Code'] ?? '',
    async webIdentity(seconds = 3600) {
      const token = (await ask('WebIdentityToken', { Seconds: seconds }))['Token'] ?? ''
      const file = join(folder, 'web-identity')
      writeFileSync(file, token)
      return { file, token }
    },
    async sessionKeys(seconds) {
      faults({ sessionSeconds: seconds })
      const sts = new STSClient({
        region: 'us-west-2',
        endpoint: practice.endpoint,
        credentials: { accessKeyId, secretAccessKey },
      })
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({ RoleArn: operatorRole, RoleSessionName: 'test' }),
      )
      sts.destroy()
      faults({})
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
      return {
        text: [
          `aws_access_key_id = ${AccessKeyId}`,
          `aws_secret_access_key = ${SecretAccessKey}`,
          `aws_session_token = ${SessionToken}`,
        ].join('\n'),
        secrets: [SecretAccessKey, SessionToken],
      }
    },
    state(prefix) {
      const documents = join(dataDir, 'practice', 'state')
      return readdirSync(documents, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.startsWith(prefix) && name.endsWith('.json'))
        .map((name) => JSON.parse(readFileSync(join(documents, name), 'utf8')) as Record<string, unknown>)
    },
    async end() {
      process.env = environment
      await engine.close()
      practice.disconnect()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
