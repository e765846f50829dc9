import { FOLDER, one, two, type FilesCase } from './files-case.ts'

const editors = 'editors and PowerShell write it, and what it means is certain'
const lenient = 'the AWS SDKs read it, and what it means is certain'
const unreadable = 'what cannot be read may say where calls go'
const comment = "AWS's documentation names comments after a value, and the AWS SDKs cut them off"

const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
const utf16be = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()

/** Encodings, and how a file is written. */
export const textCases: readonly FilesCase[] = [
  {
    name: 'UTF-8 with a byte order mark (aws/aws-cli#3419)',
    config: crlf(`\uFEFF[profile work]\n${one}`),
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: editors },
  },
  {
    name: 'UTF-16 with a byte order mark (aws-xray-daemon#37)',
    config: Buffer.from(crlf(`\uFEFF[profile work]\n${one}`), 'utf16le'),
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: editors },
  },
  {
    name: 'UTF-16, big endian',
    credentials: utf16be(`[work]\n${one}`),
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: editors },
  },
  {
    name: 'UTF-16 without a byte order mark',
    credentials: Buffer.from(`[work]\n${one}`, 'utf16le'),
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: editors },
  },
  {
    name: 'Latin-1 letters',
    config: Buffer.from(`[profile b\u00FCro]\n${one}[profile work]\n${one}`, 'latin1'),
    listed: [],
    gives: 'refused',
    says: /^Your AWS file .*config is neither UTF-8 nor UTF-16 text\.$/,
  },
  { name: 'lines that end as on Windows', config: crlf(`[profile work]\n${one}`), gives: 'keys AKIAONE' },
  {
    name: 'a folder in the place of the config file',
    config: null,
    credentials: `[work]\n${one}`,
    gives: 'refused',
    says: /^Your AWS file .*config is a folder and no file\.$/,
    botocore: { gives: 'keys AKIAONE', why: unreadable },
  },
  {
    name: 'no files at all',
    listed: [],
    gives: 'refused',
    says: /^There is no profile "work" in your AWS files/,
  },
  { name: 'empty files', config: '', credentials: '\n\n', listed: [], gives: 'refused', says: /no profile/ },
  {
    name: 'a file that the environment names with a variable',
    config: `[profile work]\n${one}`,
    environment: { AWS_CONFIG_FILE: '$SLUICE_TEST_FOLDER/config', SLUICE_TEST_FOLDER: FOLDER },
    gives: 'keys AKIAONE',
  },
  {
    name: 'a file that the environment names below the home folder',
    credentials: `[work]\n${one}`,
    environment: { AWS_SHARED_CREDENTIALS_FILE: '~/credentials' },
    gives: 'keys AKIAONE',
  },
  {
    name: 'lines of comments, and a comment after a heading',
    config: `# first\n[profile work] ; mine\n; second\n${one}#region = mars\n`,
    gives: 'keys AKIAONE',
  },
  {
    name: 'a comment after a value (aws-sdk-ruby#837)',
    config: `[profile work]\nregion = eu-west-1 # Ireland\n${one}`,
    gives: 'keys AKIAONE',
    region: 'eu-west-1',
    botocore: { region: 'eu-west-1 # Ireland', why: comment },
  },
  {
    name: 'a number sign within a value (aws-sdk-js#1067)',
    config: '[profile work]\naws_access_key_id = AKIA#ONE/\naws_secret_access_key = one\n',
    gives: 'keys AKIA#ONE/',
  },
  {
    name: 'a section twice (aws/aws-cli#9261)',
    config: `[profile work]\n${two}[profile work]\n${one}`,
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: lenient },
  },
  {
    name: 'a setting twice',
    config: `[profile work]\naws_access_key_id = AKIATWO\n${one}`,
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: lenient },
  },
  {
    name: 'names of settings in upper case',
    credentials: `[work]\n${one.replaceAll('aws_', 'AWS_')}`,
    gives: 'keys AKIAONE',
  },
  {
    name: 'a section that is indented as a whole, with a value left empty (awslogs#302)',
    credentials: `[work]\n  region =\n${one.trimEnd().replaceAll(/^/gm, '  ')}\n`,
    gives: 'keys AKIAONE',
    botocore: { region: '', why: 'an empty value says nothing' },
  },
  {
    name: 'settings of a setting',
    config: `[profile work]\n${one}s3 =\n  region = mars\n  max_queue_size = 2\nregion = eu-west-1\n`,
    gives: 'keys AKIAONE',
    region: 'eu-west-1',
  },
  {
    name: 'a colon in the place of the equals sign',
    config: '[profile work]\nregion: eu-west-1\naws_access_key_id: AKIAONE\naws_secret_access_key: one\n',
    gives: 'keys AKIAONE',
    region: 'eu-west-1',
  },
  {
    name: 'a setting that is indented below another with a value',
    config: `[profile work]\n${one}  region = eu-west-1\n`,
    gives: 'keys AKIAONE',
    region: 'eu-west-1',
    botocore: { region: null, why: 'it would become a part of the secret key, which nobody means' },
  },
  {
    name: 'a line without an equals sign',
    config: `[profile work]\nwhat is this\n${one}`,
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: lenient },
  },
  {
    name: 'a setting before any section',
    config: `region = eu-west-1\n[profile work]\n${one}`,
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: lenient },
  },
]
