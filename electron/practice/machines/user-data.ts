import { gunzipSync } from 'node:zlib'
import { parse } from 'yaml'
import { z } from 'zod'

/** A file that an instance's user data describes, with its absolute path on the instance. */
export interface DescribedFile {
  path: string
  content: Buffer
}

export interface UserData {
  files: DescribedFile[]
  /** Every address that the user data names: among them those of wait condition handles. */
  urls: string[]
  /** Whether a script that it runs at its first start starts the SSM agent again. */
  restartsAgent: boolean
  /** What the instance's script calls itself when it signals. */
  uniqueId: string | undefined
}

/** The part of cloud-init's `write_files` that is understood. */
const cloudConfigSchema = z.looseObject({
  write_files: z
    .array(
      z.looseObject({
        path: z.string().startsWith('/'),
        content: z.union([z.string(), z.instanceof(Uint8Array)]).default(''),
        encoding: z.string().default('text/plain'),
        permissions: z
          .string()
          .regex(/^0?[0-7]{3,4}$/)
          .default('0644'),
        append: z.boolean().default(false),
      }),
    )
    .default([]),
  runcmd: z.array(z.unknown()).default([]),
})

const nothing: UserData = { files: [], urls: [], restartsAgent: false, uniqueId: undefined }

const restart = /^\s*(retry )?systemctl restart amazon-ssm-agent\s*$/m

/**
 * What an instance's user data describes, without running any of it: the files of a `#cloud-config`. Other
 * user data describes nothing.
 * @throws Error naming what a cloud-config has wrong
 */
export function readUserData(base64: string): UserData {
  const text = Buffer.from(base64, 'base64').toString('utf8')
  if (!text.startsWith('#cloud-config')) return nothing
  const parsed = cloudConfigSchema.safeParse(parse(text) ?? {})
  if (!parsed.success) throw new Error(`The user data cannot be read: ${z.prettifyError(parsed.error)}`)
  const files = new Map<string, DescribedFile>()
  for (const { path, content, encoding, append } of parsed.data.write_files) {
    const decoded = decode(content, encoding)
    const before = append ? (files.get(path)?.content ?? Buffer.alloc(0)) : Buffer.alloc(0)
    files.set(path, { path, content: Buffer.concat([before, decoded]) })
  }
  const texts = [text, ...[...files.values()].map((file) => file.content.toString('utf8'))].join('\n')
  return {
    files: [...files.values()],
    restartsAgent: [...files.values()].some(
      ({ path, content }) => parsed.data.runcmd.includes(path) && restart.test(content.toString('utf8')),
    ),
    urls: [...new Set(texts.match(/https?:\/\/[^\s'"<>\\]+/g) ?? [])],
    uniqueId: /"UniqueId":\s*"([^"%$]+)"/.exec(texts)?.[1],
  }
}

/** cloud-init's encodings: any of `b64`, `base64`, `gz`, `gzip` and their combinations, as in `gz+base64`. */
function decode(content: string | Uint8Array, encoding: string): Buffer {
  const steps = encoding.split('+')
  let bytes = Buffer.from(content)
  if (steps.includes('b64') || steps.includes('base64')) bytes = Buffer.from(bytes.toString('utf8'), 'base64')
  if (steps.includes('gz') || steps.includes('gzip')) bytes = gunzipSync(bytes)
  return bytes
}
