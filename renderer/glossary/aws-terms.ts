import type { GlossaryEntry } from './glossary-entry.ts'

/** Terms of AWS and of the web. */
export const awsTerms = {
  'api-gateway': {
    title: 'Amazon API Gateway',
    short:
      'A service that receives requests for other services. It can ' +
      'check keys, limit rates, and change requests and responses.',
    also: ['REST API', 'gateway'],
  },
  'http-proxy': {
    title: 'HTTP proxy integration',
    short:
      'API Gateway forwards each request to an address on the ' +
      'internet, here the load balancer, and returns the response.',
    more: 'The address has to be public, which is the security cost of this scenario.',
  },
  'lambda-proxy': {
    title: 'Lambda proxy integration',
    short:
      'API Gateway passes each request to a Lambda function, which ' +
      'calls the origin from within the private network.',
  },
  lambda: {
    title: 'AWS Lambda',
    short: 'Runs a function without a server to manage. Its CPU share grows with its memory.',
    also: ['function'],
  },
  'lambda-memory': {
    title: 'Memory of a function',
    short:
      'The memory of a Lambda function in MB. CPU is allocated ' +
      'in proportion: about one full vCPU at 1,769 MB.',
  },
  'cold-start': {
    title: 'Cold start',
    short:
      'The first request to a new execution environment of a ' +
      'function waits until that environment is ready.',
    more: 'With a lead-in, most cold starts happen before anything is counted.',
  },
  throttling: {
    title: 'Throttling',
    short: 'A service rejects requests above a set rate with status 429.',
    more: 'Throttled requests count as errors: a trial with more than 1 % of them is invalid.',
    also: ['429', 'rate limit', 'burst'],
  },
  elb: {
    title: 'Elastic Load Balancing',
    short:
      'Receives requests from the internet and forwards them to instances in a ' +
      'private network. The 2017 experiment uses a Classic Load Balancer.',
    also: ['ELB', 'load balancer', 'Classic Load Balancer'],
  },
  nginx: {
    title: 'nginx',
    short: 'A web server. Here it is the origin: it serves a few files of known size.',
  },
  cloudformation: {
    title: 'AWS CloudFormation',
    short: 'Creates and deletes the resources in a template, and reports the outcome of each step.',
  },
  stack: {
    title: 'CloudFormation stack',
    short:
      'The resources that CloudFormation created from one ' +
      'template. They are created and deleted together.',
    also: ['stacks'],
  },
  template: {
    title: 'Template',
    short:
      'A text file that describes the resources of a stack. ' +
      'You can read every template before you start.',
  },
  resource: {
    title: 'Resource',
    short: 'One item in a stack, such as a network, an instance, a function or a role.',
  },
  vpc: {
    title: 'VPC',
    short:
      'A private network in AWS (Virtual Private Cloud). The origin ' +
      'runs in one and cannot be reached from the internet.',
  },
  subnet: {
    title: 'Private subnet',
    short: 'A part of a VPC. Private means that it cannot be reached from the internet.',
    also: ['subnet'],
  },
  'security-group': {
    title: 'Security group',
    short: 'Rules for which connections to an instance are allowed, and on which ports.',
  },
  region: { title: 'Region', short: 'A geographic location of AWS, for example us-west-2 in Oregon.' },
  zone: {
    title: 'Availability Zone',
    short:
      'One of several isolated locations in a Region. Traffic ' +
      'between zones takes longer than within one.',
  },
  ssm: {
    title: 'Run Command',
    short:
      'The part of AWS Systems Manager that runs a command on an ' +
      'instance without a login. Sluice starts wrk with it.',
    also: ['SSM', 'Systems Manager'],
  },
  'aws-profile': {
    title: 'AWS profile',
    short: 'A named set of credentials in the AWS configuration files of this machine.',
    also: ['profile'],
  },
  tls: {
    title: 'TLS',
    short:
      'The encryption of HTTPS. API Gateway accepts only HTTPS, so its scenarios ' +
      'include the cost of TLS. A lock in a diagram marks a step with TLS.',
    also: ['HTTPS'],
  },
} as const satisfies Record<string, GlossaryEntry>
