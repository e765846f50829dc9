/**
 * AWS Signature Version 4 in its header form, as pure functions: what the practice account verifies and
 * what Sluice's own short calls to it are signed with. Source: AWS, "Create a signed AWS API request" (IAM
 * User Guide), rules for every service but S3.
 */
import { createHash, createHmac } from 'node:crypto'

export interface AccessKey {
  accessKeyId: string
  secretAccessKey: string
}

/**
 * What is signed. `target` is path and query as they stand in the request line; header names are in lower
 * case.
 */
export interface SignedParts {
  method: string
  target: string
  headers: Readonly<Record<string, string>>
  signedHeaders: readonly string[]
  body: string | Uint8Array
}

/** `YYYYMMDD/region/service/aws4_request`, in its parts. */
export interface CredentialScope {
  date: string
  region: string
  service: string
}

/** The signature as 64 hexadecimal digits. `timestamp` is `YYYYMMDDTHHMMSSZ`. */
export function signatureOf(
  parts: SignedParts,
  scope: CredentialScope,
  timestamp: string,
  secretAccessKey: string,
): string {
  const { date, region, service } = scope
  const text = [
    'AWS4-HMAC-SHA256',
    timestamp,
    `${date}/${region}/${service}/aws4_request`,
    sha256(canonicalRequest(parts)),
  ].join('\n')
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    `AWS4${secretAccessKey}`,
  )
  return createHmac('sha256', key).update(text).digest('hex')
}

/** The request in the one spelling that both sides sign. */
export function canonicalRequest({ method, target, headers, signedHeaders, body }: SignedParts): string {
  const question = target.indexOf('?')
  const path = question < 0 ? target : target.slice(0, question)
  const query = question < 0 ? '' : target.slice(question + 1)
  const names = signedHeaders.toSorted()
  return [
    method,
    canonicalPath(path),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n')
}

/** The path as sent is encoded once already; signing encodes each part again. */
function canonicalPath(path: string): string {
  return path.split('/').map(encode).join('/') || '/'
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
      return [encode(decode(name)), encode(decode(value))] as const
    })
    .toSorted(
      ([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue),
    )
    .map((pair) => pair.join('='))
    .join('&')
}

/** By code units: the order of a person's language has no place in a signature. */
function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/**
 * An encoding that cannot be read stands for itself: its signature will not match, and that is the answer
 * it deserves.
 */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** A time as signatures write it: `20260131T235959Z`. */
export function signatureTimestamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

/** The headers of a request, given its own (with `host`), with the date and the signature added. */
export function signRequest(
  request: { method: string; target: string; headers: Readonly<Record<string, string>>; body: string },
  key: AccessKey,
  region: string,
  service: string,
  epochMs: number,
): Record<string, string> {
  const timestamp = signatureTimestamp(epochMs)
  const scope = { date: timestamp.slice(0, 8), region, service }
  const headers = { ...request.headers, 'x-amz-date': timestamp }
  const signedHeaders = Object.keys(headers).toSorted()
  const signature = signatureOf({ ...request, headers, signedHeaders }, scope, timestamp, key.secretAccessKey)
  const credential = `${key.accessKeyId}/${scope.date}/${region}/${service}/aws4_request`
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`,
  }
}
