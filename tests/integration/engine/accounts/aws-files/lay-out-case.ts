import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProfileWorld } from '../profile-world.ts'
import { FOLDER, PRACTICE, type FilesCase } from './files-case.ts'

/** A case on disk: what asks for it needs these variables and no others of AWS's. */
export interface CaseEnvironment {
  profile: string
  environment: Record<string, string>
}

/** Writes the files of a case into a folder of its own. */
export function layOutCase(
  world: ProfileWorld,
  folder: string,
  one: FilesCase,
  token: string,
): CaseEnvironment {
  const { endpoint, accessKeyId, secretAccessKey } = world.practice
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`
  const filled = (text: string): string =>
    text.replaceAll(PRACTICE, endpoint).replaceAll('PRACTICE_KEYS', keys).replaceAll(FOLDER, folder)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'token'), token)
  for (const name of ['config', 'credentials'] as const) {
    const content = one[name]
    if (content === null) mkdirSync(join(folder, name))
    else if (content !== undefined)
      writeFileSync(join(folder, name), typeof content === 'string' ? filled(content) : content)
  }
  const { PRACTICE_KEYS: withKeys, ...named } = one.environment ?? {}
  return {
    profile: one.profile ?? 'work',
    environment: {
      HOME: folder,
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      // Nothing is asked of the machine that runs the tests.
      AWS_EC2_METADATA_DISABLED: 'true',
      ...(withKeys === undefined
        ? {}
        : { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }),
      ...Object.fromEntries(Object.entries(named).map(([name, value]) => [name, filled(value)])),
    },
  }
}
