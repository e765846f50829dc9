/**
 * What a REST API of AWS does with a request, as rows of data. Most of it was recorded on AWS by LocalStack's
 * tests (github.com/localstack/localstack, tests/aws/services/apigateway: `*.snapshot.json`, and what tests
 * marked `aws.validated` assert). Headers that CloudFront adds or respells in front of an edge-optimized API
 * are left out: the bundled templates make regional ones.
 */
export interface GatewayFact {
  name: string
  source: string
  /** Of the API; none unless said. */
  binaryMediaTypes?: readonly string[]
  /** GET /lambda/value unless said. */
  request?: {
    method?: string
    /** With its stage: the test lists what each stage serves. */
    target?: string
    headers?: Readonly<Record<string, string>>
    body?: string | Buffer
  }
  /** What the function answers; a status of 200 unless said. */
  functionAnswers?: unknown
  /** It throws instead. */
  functionFails?: true
  /** What the integration of HTTP_PROXY answers. */
  originAnswers?: { start?: string; headers?: Readonly<Record<string, string>>; body?: string | Buffer }
  /** Part of the event that the function gets. */
  event?: object
  /** A header that the event does not have. */
  eventWithout?: string
  /** What the integration of HTTP_PROXY is asked. */
  asked?: MessageFact
  /** What the caller gets. */
  answer?: MessageFact
}

/** Part of a message of HTTP. */
interface MessageFact {
  /** The request line or the status line. */
  start?: string
  /** The name as it is written; `undefined` is for a header that is not there in any spelling. */
  headers?: Readonly<Record<string, string | RegExp | undefined>>
  body?: string | Buffer
}

/** A test of LocalStack whose facts were recorded on AWS. */
export function recorded(file: string, test: string): string {
  return `localstack/localstack tests/aws/services/apigateway/test_apigateway_${file}.py::${test}`
}

/** A case of a public report that was tried on Sluice. */
export function reported(number: string, report: string): string {
  return `reported case ${number}: ${report}`
}

export const importantNotes = 'AWS documentation, Amazon API Gateway important notes: table of headers'
