/** AWS Signature Version 4 in its header form, by the library with which the AWS SDK signs. */
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { readTarget } from './request-target.ts'

export interface AccessKey {
  accessKeyId: string
  secretAccessKey: string
}

/** `target` is path and query as in the request line; header names are in lower case. */
export interface SignableRequest {
  method: string
  target: string
  headers: Readonly<Record<string, string>>
  body: string | Uint8Array
}

const bodyHash = 'x-amz-content-sha256'

/**
 * The headers of a request (with `host`), all of them signed, with date and signature added.
 * `x-amz-content-sha256` is replaced by the hash of the body: the library would sign any other value in its
 * place.
 */
export async function signRequest(
  request: SignableRequest,
  key: AccessKey,
  region: string,
  service: string,
  epochMs: number,
): Promise<Record<string, string>> {
  const { path, query } = readTarget(request.target)
  const { [bodyHash]: givenHash, ...headers } = request.headers
  // The path is escaped a second time, as every service but S3 wants it: the library's default.
  const signer = new SignatureV4({
    credentials: key,
    region,
    service,
    sha256: Sha256,
    applyChecksum: givenHash !== undefined,
  })
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path,
      query: Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)])),
      headers,
      body: request.body,
    },
    { signingDate: new Date(epochMs), signableHeaders: new Set(Object.keys(headers)) },
  )
  return signed.headers
}

type Data = string | ArrayBuffer | ArrayBufferView

/** SHA-256, or HMAC with a secret, in the form that the library calls. */
class Sha256 {
  readonly #hash: Hash | Hmac
  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }
  update(data: Data): void {
    this.#hash.update(bytesOf(data))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
}

function bytesOf(data: Data): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data)
}
