import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import { writeFileAtomically } from '../platform/atomic-file.ts'
import type { Json } from './world.ts'

const documentSchema = z.record(z.string(), z.json())

/** `prepared.json`: what an administrator has prepared in the account. */
const schema = z.strictObject({
  /** Region → the policy documents that the account's user carries for it. */
  userPolicies: z.record(z.string(), z.array(documentSchema)),
  /** Customer managed policies: name → document. */
  managedPolicies: z.record(z.string(), documentSchema),
})

export type Prepared = z.infer<typeof schema>

/** What the account has for its services. The same documents are the same objects. */
interface PreparedNow {
  userPolicies: readonly Json[]
  managedPolicies: Readonly<Record<string, Json>>
}

/** Adds to what is prepared, as an administrator of an AWS account would. */
export function prepare(file: string, { userPolicies, managedPolicies }: Prepared): void {
  const before = textOf(file)
  const known = readable(before) ? read(before) : nothing
  const text = JSON.stringify({
    userPolicies: { ...known.userPolicies, ...userPolicies },
    managedPolicies: { ...known.managedPolicies, ...managedPolicies },
  } satisfies Prepared)
  if (text !== before) writeFileAtomically(file, text)
}

/** What is prepared now: read again when the file changes. Without a file the user may do nothing. */
export function openPrepared(file: string): () => PreparedNow {
  let seen: string | undefined
  let now: PreparedNow = { userPolicies: [], managedPolicies: {} }
  return () => {
    const stat = statSync(file, { throwIfNoEntry: false })
    const changed = `${stat?.mtimeMs} ${stat?.ino}`
    if (changed !== seen) {
      seen = changed
      const { userPolicies, managedPolicies } = read(textOf(file))
      now = { userPolicies: Object.values(userPolicies).flat(), managedPolicies }
    }
    return now
  }
}

const nothing: Prepared = { userPolicies: {}, managedPolicies: {} }

/** @throws Error for a file that somebody has damaged */
function read(text: string): Prepared {
  return text === '' ? nothing : schema.parse(JSON.parse(text))
}

/** A damaged file is replaced. */
function readable(text: string): boolean {
  try {
    read(text)
    return true
  } catch {
    return false
  }
}

function textOf(file: string): string {
  return statSync(file, { throwIfNoEntry: false }) === undefined ? '' : readFileSync(file, 'utf8')
}
