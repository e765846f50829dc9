import { atPractice, FOLDER, one, practiceKeys, session, two, type FilesCase } from './files-case.ts'

const order = "the order of AWS's SDK for JavaScript, which makes the calls; it is named where it matters"
const shell = 'the SDK for JavaScript runs the program in a shell, as the documentation of the setting says'

const role = 'role_arn = arn:aws:iam::123456789012:role/practice-operator\n'
const corp =
  '[sso-session corp]\nsso_start_url = https://practice.awsapps.com/start\nsso_region = us-west-2\n'
const sso = 'sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = practice-sso\n'
const older =
  'sso_start_url = https://practice.awsapps.com/start\nsso_region = us-west-2\n' +
  'sso_account_id = 123456789012\nsso_role_name = practice-sso\n'
const three = { Version: 1, AccessKeyId: 'AKIATHREE', SecretAccessKey: 'three' }
const printed = (more: object): string =>
  `credential_process = echo '${JSON.stringify({ ...three, ...more })}'\n`

/** botocore assumes roles in the Region of the profile, and in none without it. */
const region = 'region = us-west-2\n'

/** Where credentials come from. */
export const sourceCases: readonly FilesCase[] = [
  {
    name: 'keys in both files',
    config: `[profile work]\n${one}`,
    credentials: `[work]\n${two}`,
    gives: 'keys AKIATWO',
  },
  {
    name: 'half of the keys',
    credentials: '[work]\naws_access_key_id = AKIAONE\n',
    gives: 'refused',
    says: /^"work" has only one of aws_access_key_id and aws_secret_access_key\.$/,
  },
  {
    name: 'nothing but a Region',
    config: '[profile work]\nregion = eu-west-1\n',
    gives: 'refused',
    region: 'eu-west-1',
    says: /^"work" names no credentials in your AWS files\. Add some/,
  },
  {
    name: 'session keys beside SSO lines of the same name (yawsso)',
    config: `${corp}[profile work]\n${atPractice}${sso}`,
    credentials: `[work]\n${session}`,
    endpoint: 'practice',
    gives: 'keys AKIATWO',
    botocore: { gives: 'sso', why: order },
  },
  { name: 'SSO', config: `${corp}[profile work]\n${atPractice}${sso}`, endpoint: 'practice', gives: 'sso' },
  ...["'corp one'", '"corp one"', 'corp one'].map((quoted) => ({
    name: `[sso-session ${quoted}]`,
    config:
      `${corp.replace('corp', quoted)}[profile work]\n${atPractice}` + sso.replace('= corp', '= corp one'),
    endpoint: 'practice',
    gives: 'sso',
    ...(quoted === 'corp one'
      ? { botocore: { gives: 'refused', endpoint: null, why: 'the file says the name plainly' } }
      : {}),
  })),
  {
    name: 'the older form of SSO',
    config: `[profile work]\n${atPractice}${older}`,
    endpoint: 'practice',
    gives: 'sso',
  },
  {
    name: 'an SSO session that no file has (aws-sdk-js-v3#5158)',
    config: `[profile work]\n${atPractice}${sso}`,
    endpoint: 'practice',
    gives: 'refused',
    says: /^"work" does not say where to sign in: it names an SSO session that is not in your AWS files/,
    botocore: { endpoint: null, why: 'botocore makes no client at all then, not even with other keys' },
  },
  {
    name: 'SSO without an account',
    config: `${corp}[profile work]\n${atPractice}${sso.replace(/sso_account_id.*\n/, '')}`,
    endpoint: 'practice',
    gives: 'refused',
    says: /sso_account_id/,
  },
  {
    name: 'aws login (aws-toolkit-jetbrains#6417)',
    config: `[profile work]\n${atPractice}login_session = arn:aws:iam::123456789012:user/me\n`,
    endpoint: 'practice',
    gives: 'login',
    says: /^"work" is not signed in\. Run `aws login --profile work`, then try again\.$/,
  },
  {
    name: 'a role over aws login',
    config:
      `[profile my login]\nlogin_session = arn:aws:iam::123456789012:user/me\n` +
      `[profile work]\n${atPractice}${role}source_profile = my login\n`,
    listed: ['my login', 'work'],
    endpoint: 'practice',
    gives: 'login',
    says: /^"my login" is not signed in\. Run `aws login --profile "my login"`/,
    botocore: { listed: ['work'], gives: 'refused', why: 'the file says the name plainly' },
  },
  { name: 'a process', config: `[profile work]\n${printed({})}`, gives: 'process AKIATHREE' },
  {
    name: 'a process of another version',
    config: `[profile work]\n${printed({ Version: 2 })}`,
    gives: 'refused',
    says: /^"work" gives no credentials: Profile work credential_process did not return Version 1\.$/,
  },
  {
    name: 'a process that fails',
    config: "[profile work]\ncredential_process = sh -c 'echo hunter2 >&2; exit 3'\n",
    gives: 'refused',
    says: /: its process ended with exit code 3\. It gets no input: run it in a terminal to see/,
  },
  {
    name: 'a process that uses the shell (granted)',
    config: `[profile work]\n${printed({}).trim()} | cat\n`,
    gives: 'process AKIATHREE',
    botocore: { gives: 'refused', why: shell },
  },
  {
    name: 'a process beside keys',
    config: `[profile work]\n${printed({})}`,
    credentials: `[work]\n${one}`,
    gives: 'keys AKIAONE',
  },
  {
    name: 'a process beside keys in the config file',
    config: `[profile work]\n${printed({})}${one}`,
    gives: 'keys AKIAONE',
    botocore: { gives: 'process AKIATHREE', why: order },
  },
  {
    name: 'a role over keys',
    config:
      `[profile keys]\n${practiceKeys}[profile work]\n${atPractice}${region}${role}` +
      'source_profile = keys\n',
    listed: ['keys', 'work'],
    region: 'us-west-2',
    endpoint: 'practice',
    gives: 'role',
  },
  {
    name: 'a role over the keys of the profile itself',
    config: `[profile work]\n${atPractice}${region}${role}source_profile = work\n`,
    region: 'us-west-2',
    credentials: `[work]\n${practiceKeys}`,
    endpoint: 'practice',
    gives: 'role',
  },
  {
    name: 'a role over a profile that is not there',
    config: `[profile work]\n${atPractice}${role}source_profile = nobody\n`,
    endpoint: 'practice',
    gives: 'refused',
    says: /^"nobody" is named as source_profile, but is not in your AWS files\.$/,
  },
  {
    name: 'roles that lead to each other',
    config:
      `[profile a]\n${role}source_profile = work\n` +
      `[profile work]\n${atPractice}${role}source_profile = a\n`,
    listed: ['a', 'work'],
    endpoint: 'practice',
    gives: 'refused',
    says: /leads back to itself through source_profile\.$/,
  },
  {
    name: 'a role that names two sources',
    config:
      `[profile keys]\n${practiceKeys}[profile work]\n${atPractice}${role}source_profile = keys\n` +
      'credential_source = Environment\n',
    listed: ['keys', 'work'],
    endpoint: 'practice',
    gives: 'refused',
    says: /"work" names both source_profile and credential_source: only one of them may stand there\.$/,
  },
  {
    name: 'a role over the keys of the environment',
    config: `[profile work]\n${atPractice}${region}${role}credential_source = Environment\n`,
    region: 'us-west-2',
    environment: { PRACTICE_KEYS: '' },
    endpoint: 'practice',
    gives: 'role',
  },
  {
    name: 'a role without a source, beside keys',
    config: `[profile work]\n${role}${one}`,
    gives: 'keys AKIAONE',
    botocore: { gives: 'refused', why: order },
  },
  {
    name: 'a web identity whose file is not there',
    config: `[profile work]\n${atPractice}${role}web_identity_token_file = ${FOLDER}/gone\n`,
    endpoint: 'practice',
    gives: 'refused',
    says: /\/gone, which it names, cannot be read \(ENOENT\)\.$/,
  },
  {
    name: 'a web identity',
    config:
      `[profile work]\n${atPractice}role_arn = arn:aws:iam::123456789012:role/practice-web\n` +
      `web_identity_token_file = ${FOLDER}/token\n`,
    endpoint: 'practice',
    gives: 'web-identity',
  },
]
