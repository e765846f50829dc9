interface Source {
  title: string
  url: string
}

/** Something that the post of 2017 discusses, and what became of it. */
export interface Topic {
  id: string
  title: string
  in2017: string
  today: string
  sources: readonly Source[]
  /** Scenarios of the 2017 experiment whose figures belong to it. */
  figures: readonly string[]
}

const blog = 'https://aws.amazon.com/blogs/compute'
const docs = 'https://docs.aws.amazon.com'
const lambdas = ['lambda-256', 'lambda-512', 'lambda-1024']

/** In the order in which the page tells them; the first one has the calculator. */
export const topics: readonly Topic[] = [
  {
    id: 'addresses',
    title: 'Addresses for functions',
    in2017:
      'Each environment of a function in a VPC took a network interface, or shared one within 1.5 GB of ' +
      'memory. The post gave its three functions ever larger subnets.',
    today:
      'Since 2019, there is one interface for each combination of subnet and security groups, made with ' +
      'the first function that has it and shared with later ones. Memory does not count, and concurrency ' +
      'only from 65,000 connections on: then Lambda adds interfaces. The size of these subnets cannot ' +
      'affect a result any more.',
    sources: [
      {
        title: 'Improved VPC networking for functions (2019)',
        url: `${blog}/announcing-improved-vpc-networking-for-aws-lambda-functions/`,
      },
      { title: 'Functions in a VPC', url: `${docs}/lambda/latest/dg/configuration-vpc.html` },
    ],
    figures: lambdas,
  },
  {
    id: 'start-up',
    title: 'Starting a function in a VPC',
    in2017: 'A new environment waited until its interface was made and attached, which took seconds.',
    today:
      'The interface is there before the first request. A cold start in a VPC is much like any other; the ' +
      'wait has moved to the deployment, and to the removal of the function.',
    sources: [
      {
        title: 'Improved VPC networking for functions (2019)',
        url: `${blog}/announcing-improved-vpc-networking-for-aws-lambda-functions/`,
      },
      { title: 'Life of an environment', url: `${docs}/lambda/latest/dg/lambda-runtime-environment.html` },
    ],
    figures: [],
  },
  {
    id: 'warming',
    title: 'Warming by scheduled events',
    in2017: 'The post expects to keep functions warm with scheduled CloudWatch events.',
    today:
      'An environment answers one request at a time (unless it runs on Lambda Managed Instances), so one ' +
      'ping keeps one environment warm. Fifty requests at once need fifty of them, and forty-nine start ' +
      'cold. Provisioned concurrency keeps a chosen number ready, and costs money while it does.',
    sources: [
      { title: 'Concurrency of functions', url: `${docs}/lambda/latest/dg/lambda-concurrency.html` },
      { title: 'Provisioned concurrency', url: `${docs}/lambda/latest/dg/provisioned-concurrency.html` },
    ],
    figures: [],
  },
  {
    id: 'certificates',
    title: 'Client certificates and signed requests',
    in2017:
      'API Gateway can show a client certificate to a public origin, but something in front of the origin ' +
      'had to check it. The post wished that a load balancer could.',
    today:
      'An application load balancer has verified client certificates since 2023 (mutual TLS), and signed ' +
      'tokens since 2025 (JWT, RS256). A private origin needs neither: a VPC link reaches it.',
    sources: [
      {
        title: 'Client certificates of API Gateway',
        url: `${docs}/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html`,
      },
      {
        title: 'Mutual TLS',
        url: `${docs}/elasticloadbalancing/latest/application/mutual-authentication.html`,
      },
      {
        title: 'JWT verification',
        url: `${docs}/elasticloadbalancing/latest/application/listener-verify-jwt.html`,
      },
    ],
    figures: ['http-proxy'],
  },
  {
    id: 'private',
    title: 'A private origin without a function',
    in2017: 'An HTTP integration reached public addresses only, so the load balancer stood on the internet.',
    today:
      'A VPC link leads into the VPC: from an HTTP API, and since November 2025 from a REST API straight ' +
      'to an internal application load balancer. Nothing but the gateway is public.',
    sources: [
      {
        title: 'Private integrations of REST APIs',
        url: `${docs}/apigateway/latest/developerguide/private-integration.html`,
      },
      {
        title: 'Private integrations of HTTP APIs',
        url: `${docs}/apigateway/latest/developerguide/http-api-develop-integrations-private.html`,
      },
    ],
    figures: [],
  },
  {
    id: 'binary',
    title: 'Binary content',
    in2017: 'The post left the zip out for the functions: binary answers needed code and settings.',
    today:
      'They still do on a REST API: binary media types, and answers of the function as base64, which ' +
      'leaves 4.5 of the 6 MB that an invocation may carry. HTTP APIs and function URLs need the base64, ' +
      'but no setting. Sluice passes the zip through every way and compares its hash.',
    sources: [
      {
        title: 'Binary media types',
        url: `${docs}/apigateway/latest/developerguide/api-gateway-payload-encodings.html`,
      },
      { title: 'Limits of functions', url: `${docs}/lambda/latest/dg/gettingstarted-limits.html` },
    ],
    figures: [],
  },
  {
    id: 'proxy-resources',
    title: 'Proxy resources',
    in2017: 'A resource {proxy+} with the method ANY passes on every path but the root.',
    today: 'Unchanged on a REST API. On an HTTP API, one route named $default takes every path and method.',
    sources: [
      {
        title: 'Proxy integrations of REST APIs',
        url: `${docs}/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html`,
      },
      {
        title: 'Routes of HTTP APIs',
        url: `${docs}/apigateway/latest/developerguide/http-api-develop-routes.html`,
      },
    ],
    figures: [],
  },
  {
    id: 'mock',
    title: 'Mock and direct integrations',
    in2017:
      'The post names them beside the two that it measures: mock answers, and AWS services by templates.',
    today:
      'Both are still there. A mock integration answers without an origin, so it shows what the ' +
      'gateway takes for itself. HTTP APIs have direct integrations with a few services, and no mock ones.',
    sources: [
      {
        title: 'Mock integrations',
        url: `${docs}/apigateway/latest/developerguide/how-to-mock-integration.html`,
      },
      {
        title: 'AWS services behind HTTP APIs',
        url: `${docs}/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html`,
      },
    ],
    figures: [],
  },
]
