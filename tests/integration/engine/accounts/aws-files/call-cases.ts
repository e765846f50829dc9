import { FOLDER, one, type FilesCase } from './files-case.ts'

const cliRegion = 'the AWS CLI and the SDKs take it, botocore alone does not'
const beforehand = 'a call would fail, and that is said before any credential is read'
const oneEndpoint =
  'all calls of an account go to one place, which the person confirms; the setting is named there'

/** Where calls go. */
export const callCases: readonly FilesCase[] = [
  {
    name: 'endpoint_url',
    config: `[profile work]\n${one}endpoint_url = http://localhost:4566\n`,
    gives: 'keys AKIAONE',
    endpoint: 'http://localhost:4566',
  },
  {
    name: 'endpoint_url of the default profile',
    config: `[default]\nendpoint_url = http://localhost:4566\nregion = mars\n[profile work]\n${one}`,
    listed: ['default', 'work'],
    gives: 'keys AKIAONE',
  },
  {
    name: 'ignore_configured_endpoint_urls (smithy-typescript#2159)',
    config:
      `[profile work]\n${one}endpoint_url = http://localhost:4566\n` +
      'ignore_configured_endpoint_urls = true\n',
    gives: 'keys AKIAONE',
  },
  {
    name: 'AWS_ENDPOINT_URL before endpoint_url',
    config: `[profile work]\n${one}endpoint_url = http://localhost:4566\n`,
    environment: { AWS_ENDPOINT_URL: 'http://localhost:4567' },
    gives: 'keys AKIAONE',
    endpoint: 'http://localhost:4567',
  },
  {
    name: 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
    config: `[profile work]\n${one}endpoint_url = http://localhost:4566\n`,
    environment: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
    gives: 'keys AKIAONE',
  },
  {
    name: 'an endpoint of a single service (aws-sdk-java-v2#5779)',
    config:
      '[services local]\nsts =\n  endpoint_url = http://localhost:4566\n' +
      `[profile work]\n${one}services = local\n`,
    gives: 'keys AKIAONE',
    named: ['service-endpoint endpoint_url of sts, from the services of the profile'],
    botocore: { endpoint: 'http://localhost:4566', why: oneEndpoint },
  },
  {
    name: 'an endpoint of a single service in the environment',
    config: `[profile work]\n${one}`,
    environment: { AWS_ENDPOINT_URL_STS: 'http://localhost:4566' },
    gives: 'keys AKIAONE',
    named: ['service-endpoint AWS_ENDPOINT_URL_STS'],
    botocore: { endpoint: 'http://localhost:4566', why: oneEndpoint },
  },
  {
    name: 'an endpoint without its protocol (aws-cli#1270)',
    config: `[profile work]\n${one}endpoint_url = localhost:4566\n`,
    gives: 'refused',
    says: /^endpoint_url of the profile is localhost:4566, and a web address must begin with http/,
    botocore: { gives: 'keys AKIAONE', why: beforehand },
  },
  {
    name: 'an endpoint in quotes',
    config: `[profile work]\n${one}endpoint_url = "http://localhost:4566"\n`,
    gives: 'refused',
    says: /is "http:\/\/localhost:4566", and a web address/,
    botocore: { gives: 'keys AKIAONE', why: beforehand },
  },
  {
    name: 'an endpoint with a user and a password',
    config: `[profile work]\n${one}endpoint_url = http://me:hunter2@localhost:4566\n`,
    gives: 'keys AKIAONE',
    endpoint: 'http://localhost:4566',
    named: ['endpoint-login endpoint_url of the profile'],
    botocore: {
      endpoint: 'http://me:hunter2@localhost:4566',
      why: 'the SDK does not send them, and nothing may show them',
    },
  },
  {
    name: 'settings of calls, of the profile in use',
    config:
      `[default]\nuse_dualstack_endpoint = true\n[profile work]\n${one}use_fips_endpoint = true\n` +
      'auth_scheme_preference = sigv4a\n',
    listed: ['default', 'work'],
    gives: 'keys AKIAONE',
    named: ['fips use_fips_endpoint of the profile', 'auth-scheme auth_scheme_preference of the profile'],
  },
  {
    name: 'a ca_bundle that is not there',
    config: `[profile work]\n${one}ca_bundle = ${FOLDER}/gone.pem\n`,
    gives: 'refused',
    named: ['ca-bundle ca_bundle of the profile'],
    says: /^ca_bundle of the profile names .*gone\.pem, which cannot be read \(ENOENT\)\.$/,
    botocore: { gives: 'keys AKIAONE', why: beforehand },
  },
  {
    name: 'the Region of the profile',
    config: `[profile work]\nregion = eu-central-1\n${one}`,
    gives: 'keys AKIAONE',
    region: 'eu-central-1',
  },
  {
    name: 'AWS_DEFAULT_REGION before the profile',
    config: `[profile work]\nregion = eu-central-1\n${one}`,
    environment: { AWS_DEFAULT_REGION: 'eu-north-1' },
    gives: 'keys AKIAONE',
    region: 'eu-north-1',
  },
  {
    name: 'AWS_REGION before both',
    config: `[profile work]\nregion = eu-central-1\n${one}`,
    environment: { AWS_DEFAULT_REGION: 'eu-north-1', AWS_REGION: 'eu-south-1' },
    gives: 'keys AKIAONE',
    region: 'eu-south-1',
    botocore: { region: 'eu-north-1', why: cliRegion },
  },
]
