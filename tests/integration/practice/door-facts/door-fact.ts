import type { InvokeOutcome } from '../../../../electron/practice/lambda/outcome.ts'
import type { GatewayFact } from '../gateway-facts/gateway-fact.ts'

/** Which door a request comes through. `http-private` is an HTTP API with a VPC link. */
export type DoorKind = 'http-1.0' | 'http-2.0' | 'http-public' | 'http-private' | 'function-url' | 'alb'

/**
 * What a door of AWS does with a request, as rows of data: what public tests and reports have recorded on
 * AWS, and what its documentation says. A row whose source is a document was not seen on AWS.
 */
export interface DoorFact extends Omit<GatewayFact, 'binaryMediaTypes' | 'functionFails'> {
  door: DoorKind
  /** How an invocation ends that no function answers. */
  outcome?: Exclude<InvokeOutcome, { kind: 'answered' }>
  /** Top-level fields that the event does not have. */
  eventLacks?: readonly string[]
  /** What the target does instead of answering: nothing, or something that is no HTTP. */
  originFails?: 'silent' | 'nonsense' | 'gone'
}

/** A test of LocalStack whose facts were recorded on AWS. */
export function recordedUrl(test: string): string {
  return `localstack/localstack tests/aws/services/lambda_/test_lambda.py::${test}`
}

export const eventOfFormat1 =
  'spring-cloud/spring-cloud-function CustomRuntimeEventLoopTest, an event of an HTTP API'
export const eventOfFormat2 = 'adamchainz/apig-wsgi#124, an event of an HTTP API'
export const directAndByApi =
  'public README: the same call to postman-echo.com, direct and by an HTTP API, compared'
export const behindLink =
  "public documentation of Port: a webhook's headers behind a VPC link and a load balancer"
export const headersOfAnswers = 'answers of HTTP APIs in public documentation: names of headers'
export const lambdaGuide = 'API Gateway developer guide, Create AWS Lambda proxy integrations for HTTP APIs'
export const urlGuide = 'Lambda developer guide, Invoking Lambda function URLs'
export const liveEvents = 'hotsock/voker vokerhttp/testdata, events recorded in us-west-2'
export const unavailable = 'cortexlabs/cortex#1225 and serverless/serverless#11222'
export const httpQuotas = 'API Gateway developer guide, Quotas for an HTTP API'
export const albHeaders = 'Application Load Balancer user guide, HTTP headers'
export const albTracing = 'Application Load Balancer user guide, Request tracing'
export const albHost = 'Application Load Balancer user guide, Host header preservation'
export const albTrouble = 'Application Load Balancer user guide, Troubleshoot'
