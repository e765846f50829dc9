import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a secret is called → the secret. */
export type Secrets = ReadonlyMap<string, string>

/**
 * Every file below a folder, as a text that a secret can be looked for in. A file that its program deletes
 * meanwhile is left out: an app that was killed leaves helpers that tidy up for a moment.
 */
export function filesBelow(folder: string, without: readonly string[] = []): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !without.some((name) => file.startsWith(join(folder, name))))
  return new Map(
    files.flatMap((file) => {
      const text = textIfThere(file)
      return text === null ? [] : [[file, text] as const]
    }),
  )
}

function textIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'latin1')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Which secret stands where, in words; also where it was written as JSON, in a URL or in base64. */
export function leaks(secrets: Secrets, places: ReadonlyMap<string, string>): string[] {
  const found: string[] = []
  for (const [name, secret] of secrets) {
    if (secret === '') throw new Error(`There is no secret to look for: ${name}`)
    const forms = [
      ...new Set([
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        ...inBase64(secret),
      ]),
    ]
    for (const [place, text] of places)
      if (forms.some((form) => text.includes(form))) found.push(`${name} in ${place}`)
  }
  return found
}

/**
 * A text inside of another one that is base64: how it looks depends on where it begins; its first and last
 * letters depend on its neighbours.
 */
function inBase64(secret: string): string[] {
  return [0, 1, 2].map((before) =>
    Buffer.from(`${'x'.repeat(before)}${secret}`)
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  )
}

/** What the practice account has given out: the secrets in its documents. */
export function practiceSecrets(stateFolder: string): Map<string, string> {
  const secrets = new Map<string, string>()
  const names = new Set(['secretAccessKey', 'token', 'clientSecret', 'deviceCode'])
  for (const [file, text] of filesBelow(stateFolder)) {
    if (!/\/(session|sso-[a-z]+|web-identity)\//.test(file)) continue
    for (const [name, value] of Object.entries(JSON.parse(text) as Record<string, unknown>))
      if (names.has(name) && typeof value === 'string')
        secrets.set(`${name} of ${file.slice(stateFolder.length + 1)}`, value)
  }
  return secrets
}
