import type { GlossaryEntry } from './glossary-entry.ts'

/** Terms of the ways to a private service that are newer than 2017. */
export const doorTerms = {
  'http-api': {
    title: 'HTTP API',
    short:
      'The newer kind of API of API Gateway: cheaper than a REST API and with fewer features. It has no ' +
      'API keys, no mock integration, and waits at most 30 s.',
  },
  'vpc-link': {
    title: 'VPC link',
    short: 'Leads from API Gateway into a VPC, so that an API can have a private load balancer behind it.',
    more: 'It has network interfaces in the subnets of the VPC, which take some time to be removed.',
    also: ['private integration'],
  },
  'mock-integration': {
    title: 'Mock integration',
    short: 'API Gateway answers for itself. Nothing behind it is asked.',
    more: 'It shows what the gateway takes for itself, and is not ranked against ways that reach the origin.',
  },
  'function-url': {
    title: 'Function URL',
    short: 'An HTTPS address of a Lambda function, without a gateway in front.',
  },
  'payload-format': {
    title: 'Payload format',
    short:
      'How a request is described to a function, and an answer by it. REST APIs use 1.0, function URLs ' +
      '2.0, HTTP APIs either.',
  },
  alb: {
    title: 'Application load balancer',
    short:
      'A load balancer for HTTP with rules for hosts and paths. It ends TLS, and can authenticate callers.',
    also: ['ALB'],
  },
  'target-group': {
    title: 'Target group',
    short: 'The instances or functions that a load balancer passes requests to, and how it checks them.',
  },
  lcu: {
    title: 'LCU',
    short:
      'Load balancer capacity unit, by which an application load balancer is billed besides its hours: for ' +
      'an hour, 25 new connections a second or 1 GB.',
    more: 'It has four dimensions; the one that is used most counts.',
  },
  'server-certificate': {
    title: 'Server certificate',
    short:
      'What a server proves its name with over TLS. Sluice makes a self-signed one for each deployment, ' +
      'and its private key is not kept.',
  },
  'mutual-tls': {
    title: 'Mutual TLS',
    short: 'TLS in which the client shows a certificate too, and the server verifies it.',
    also: ['mTLS', 'client certificate'],
  },
} as const satisfies Record<string, GlossaryEntry>
