import type { GlossaryEntry } from './glossary-entry.ts'

/** The words of AWS and of the web. */
export const awsTerms = {
  'api-gateway': {
    title: 'Amazon API Gateway',
    short:
      'A service that stands before others and takes their requests: it can check keys, limit rates, and change requests and answers.',
    also: ['REST API', 'gateway'],
  },
  'http-proxy': {
    title: 'HTTP proxy integration',
    short:
      'API Gateway passes each request on to an address on the internet, here to the load balancer, and passes the answer back.',
    more: 'The address has to be public: that is what this way costs in safety.',
  },
  'lambda-proxy': {
    title: 'Lambda proxy integration',
    short:
      'API Gateway hands each request to a Lambda function, which asks the origin from inside the private network.',
  },
  lambda: {
    title: 'AWS Lambda',
    short:
      'Runs a function without a server of your own. Its share of a CPU grows with the memory it is given.',
    also: ['function'],
  },
  'lambda-memory': {
    title: 'Memory of a function',
    short: 'The size of a Lambda function in MB. CPU comes in proportion: about one whole CPU at 1,769 MB.',
  },
  'cold-start': {
    title: 'Cold start',
    short:
      'The first request to a new environment of a function waits until that environment has been set up.',
    more: 'A lead-in makes most cold starts happen before anything is counted.',
  },
  throttling: {
    title: 'Throttling',
    short: 'A service refuses requests above an agreed rate, with status 429.',
    more: 'Such answers count as errors: a trial with more than 1 % of them is invalid.',
    also: ['429', 'rate limit', 'burst'],
  },
  elb: {
    title: 'Elastic Load Balancing',
    short:
      'Takes requests from the internet and passes them to machines in a private network. The experiment of 2017 uses a classic load balancer.',
    also: ['ELB', 'load balancer', 'classic load balancer'],
  },
  nginx: {
    title: 'nginx',
    short: 'A web server. Here it is the origin: it serves a few files of known size.',
  },
  cloudformation: {
    title: 'AWS CloudFormation',
    short: 'Creates and deletes everything that a template lists, and says what each step came to.',
  },
  stack: {
    title: 'CloudFormation stack',
    short: 'What CloudFormation made from one template: it is created as a whole and deleted as a whole.',
    also: ['stacks'],
  },
  template: {
    title: 'Template',
    short: 'A text file that lists what a stack consists of. You can read each one before you start.',
  },
  resource: { title: 'Resource', short: 'One thing in a stack: a network, a machine, a function, a role.' },
  vpc: {
    title: 'VPC',
    short:
      'A private network in AWS (Virtual Private Cloud). The origin stands in one, out of reach of the internet.',
  },
  subnet: {
    title: 'Private subnet',
    short: 'A part of a VPC. Private means that nothing on the internet can open a connection to it.',
    also: ['subnet'],
  },
  'security-group': {
    title: 'Security group',
    short: 'A list of who may open a connection to a machine, and on which port.',
  },
  region: { title: 'Region', short: 'The place where AWS runs things, for example us-west-2 in Oregon.' },
  zone: {
    title: 'Availability Zone',
    short: 'One of several data centres of a Region. Traffic between zones takes longer than within one.',
  },
  ssm: {
    title: 'Run Command',
    short:
      'The part of AWS Systems Manager that starts a command on a machine without anyone logging in. Sluice starts wrk that way.',
    also: ['SSM', 'Systems Manager'],
  },
  'aws-profile': {
    title: 'AWS profile',
    short: 'A named set of credentials in the AWS configuration files of this machine.',
    also: ['profile'],
  },
  tls: {
    title: 'TLS',
    short: 'The encryption behind https. API Gateway speaks nothing else, so its scenarios pay for it too.',
    also: ['HTTPS'],
  },
} as const satisfies Record<string, GlossaryEntry>
