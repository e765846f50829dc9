/** A pair of AWS files, and what becomes of one profile in them. */
export interface FilesCase {
  name: string
  /** Texts are written as UTF-8; null makes a folder in the place of the file. */
  config?: string | Buffer | null
  credentials?: string | Buffer | null
  environment?: Record<string, string>
  /** The profile that is asked for; `work` where nothing is said. */
  profile?: string
  /** The names of the profiles that are listed; only `work` where nothing is said. */
  listed?: readonly string[]
  /** Where the credentials come from, and their key. */
  gives: string
  region?: string
  endpoint?: string
  /** Why there are none. */
  says?: RegExp
  /** Settings that are named to the person. */
  named?: readonly string[]
  /** What botocore, which the AWS CLI reads its files with, answers otherwise, and why Sluice differs. */
  botocore?: Partial<Answer> & { why: string }
}

/**
 * What is read from the files. `gives` is `keys ID`, `process ID`, `role`, `web-identity`, `sso`, `login`
 * (the last two without a token, which no test may have), or `refused`.
 */
export interface Answer {
  listed: readonly string[]
  gives: string
  region: string | null
  endpoint: string | null
}

/** The fields of a case that an answer is compared with. */
export function expectedAnswer({ listed = ['work'], gives, region, endpoint }: FilesCase): Answer {
  return { listed: listed.toSorted(), gives, region: region ?? null, endpoint: endpoint ?? null }
}

export const one = 'aws_access_key_id = AKIAONE\naws_secret_access_key = one\n'
export const two = 'aws_access_key_id = AKIATWO\naws_secret_access_key = two\n'
export const session = `${two}aws_session_token = dummy\n`

/** In texts, these stand for the practice account's endpoint and key, and for the folder of the files. */
export const PRACTICE = 'http://practice.invalid'
export const atPractice = `endpoint_url = ${PRACTICE}\n`
export const practiceKeys = 'PRACTICE_KEYS\n'
export const FOLDER = '/sluice-test-folder'
