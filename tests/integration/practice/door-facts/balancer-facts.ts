import { albHeaders, albHost, albTracing, albTrouble, type DoorFact } from './door-fact.ts'

const asked = (
  name: string,
  source: string,
  headers: Record<string, string>,
  target: NonNullable<DoorFact['asked']>['headers'],
): DoorFact => ({
  name: `a load balancer: ${name}`,
  door: 'alb',
  source,
  request: { headers },
  asked: { headers: target ?? {} },
})

const root = 'Root=1-67891233-abcdef012345678912345678'

const headers: DoorFact[] = [
  asked(
    'where a request came from',
    albHeaders,
    {},
    {
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Port': '443',
    },
  ),
  asked(
    'an address that forwards is continued',
    albHeaders,
    { 'X-Forwarded-For': '1.2.3.4' },
    {
      'X-Forwarded-For': '1.2.3.4, 127.0.0.1',
    },
  ),
  asked(
    'what a client says of port and protocol is replaced',
    albHeaders,
    {
      'X-Forwarded-Port': '1',
      'x-forwarded-proto': 'ftp',
    },
    { 'X-Forwarded-Port': '443', 'X-Forwarded-Proto': 'https' },
  ),
  asked(
    'headers of the connection are its own',
    albHeaders,
    { Connection: 'close', 'Keep-Alive': 'x' },
    {
      Connection: undefined,
      'Keep-Alive': undefined,
    },
  ),
  asked('other headers stay as they are written', albHeaders, { 'X-MiNe': 'Value' }, { 'X-MiNe': 'Value' }),
]

const traces: DoorFact[] = [
  asked(
    'a request without a trace gets a root',
    albTracing,
    {},
    {
      'X-Amzn-Trace-Id': /^Root=1-[\da-f]{8}-[\da-f]{24}$/,
    },
  ),
  asked(
    'a request with a root gets a field of the load balancer',
    albTracing,
    { 'X-Amzn-Trace-Id': root },
    {
      'X-Amzn-Trace-Id': /^Self=1-[\da-f]{8}-[\da-f]{24};Root=1-67891233-abcdef012345678912345678$/,
    },
  ),
  asked(
    'fields of an application stay',
    albTracing,
    { 'X-Amzn-Trace-Id': `${root};CalledFrom=app` },
    {
      'X-Amzn-Trace-Id': /^Self=[^;]+;Root=1-67891233-abcdef012345678912345678;CalledFrom=app$/,
    },
  ),
  asked(
    'a field of another load balancer is replaced',
    albTracing,
    {
      'X-Amzn-Trace-Id': `Self=1-67891233-12456789abcdef012345678;${root}`,
    },
    { 'X-Amzn-Trace-Id': /^Self=1-(?!67891233-1245)[^;]+;Root=1-67891233-abcdef012345678912345678$/ },
  ),
  asked(
    'a trace that is too long is replaced',
    albTracing,
    {
      'X-Amzn-Trace-Id': `${root};Long=${'x'.repeat(7_168)}`,
    },
    { 'X-Amzn-Trace-Id': /^Root=1-[\da-f]{8}-[\da-f]{24}$/ },
  ),
]

const host: DoorFact[] = [
  asked('the host stays', albHost, {}, { Host: 'www.example.com' }),
  asked(
    'behind a usual port, the port of a host goes',
    albHost,
    { Host: 'www.example.com:8443' },
    {
      Host: 'www.example.com',
    },
  ),
]

const page = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
  '</body>\r\n</html>\r\n'

const failures: DoorFact[] = [
  {
    name: 'a load balancer: a target that is no HTTP',
    door: 'alb',
    source: albTrouble,
    originFails: 'nonsense',
    answer: {
      start: 'HTTP/1.1 502 Bad Gateway',
      headers: { Server: 'awselb/2.0', 'Content-Type': 'text/html', 'Content-Length': '122' },
      body: page('502 Bad Gateway'),
    },
  },
  {
    name: 'a load balancer: a target that does not answer',
    door: 'alb',
    source: albTrouble,
    originFails: 'silent',
    answer: { start: 'HTTP/1.1 504 Gateway Time-out', body: page('504 Gateway Time-out') },
  },
  {
    name: 'a load balancer: a target that is gone is asked all the same',
    door: 'alb',
    source: 'Application Load Balancer user guide, Health checks: it fails open',
    originFails: 'gone',
    answer: { start: 'HTTP/1.1 502 Bad Gateway' },
  },
  {
    name: 'a load balancer: the answer of a target passes untouched',
    door: 'alb',
    source: albHeaders,
    originAnswers: {
      headers: { Server: 'nginx', 'Content-Type': 'application/zip' },
      body: Buffer.from('ff00', 'hex'),
    },
    answer: {
      headers: { Server: 'nginx', 'Content-Type': 'application/zip', 'X-Amzn-Trace-Id': undefined },
      body: Buffer.from('ff00', 'hex'),
    },
  },
]

export const balancerFacts: readonly DoorFact[] = [...headers, ...traces, ...host, ...failures]
