import { one, two, type FilesCase } from './files-case.ts'

const unquoted = 'the file says the name plainly, and no other profile can be meant'

/** Names of profiles. */
export const nameCases: readonly FilesCase[] = [
  { name: 'a profile', config: `[profile work]\n${one}`, gives: 'keys AKIAONE' },
  {
    name: 'the default profile',
    config: `[default]\n${one}`,
    profile: 'default',
    listed: ['default'],
    gives: 'keys AKIAONE',
  },
  {
    name: 'the default profile, with the word profile',
    config: `[profile default]\n${one}`,
    profile: 'default',
    listed: ['default'],
    gives: 'keys AKIAONE',
  },
  {
    name: 'a blank in the name, and its keys in the other file (aws/aws-cli#2806)',
    config: '[profile Foo Bar]\nregion = eu-central-1\n',
    credentials: `[Foo Bar]\n${one}`,
    profile: 'Foo Bar',
    listed: ['Foo Bar'],
    gives: 'keys AKIAONE',
    region: 'eu-central-1',
    botocore: { region: null, why: unquoted },
  },
  {
    name: 'a blank in a name without quotes, in the config file only (aws-sso-cli#552)',
    config: `[profile My Account:ReadOnly]\n${one}`,
    profile: 'My Account:ReadOnly',
    listed: ['My Account:ReadOnly'],
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: unquoted },
  },
  ...['"Foo Bar"', "'Foo Bar'"].map((quoted) => ({
    name: `the name ${quoted}`,
    config: `[profile ${quoted}]\n${one}`,
    profile: 'Foo Bar',
    listed: ['Foo Bar'],
    gives: 'keys AKIAONE',
  })),
  {
    name: 'an apostrophe',
    config: `[profile it's]\n${one}`,
    profile: "it's",
    listed: ["it's"],
    gives: 'keys AKIAONE',
    botocore: { listed: [], gives: 'refused', why: unquoted },
  },
  ...['büro', '日本', 'prod(admin)', 'Audit/AWSPowerUser', '100%', 'a.b', 'me@example.com', '😀'].map(
    (profile) => ({
      name: `the name ${profile}`,
      config: `[profile ${profile}]\n${one}`,
      profile,
      listed: [profile],
      gives: 'keys AKIAONE',
    }),
  ),
  {
    name: 'a name that every object of JavaScript has',
    config: `[profile __proto__]\n${one}[profile constructor]\n${two}[profile work]\n${one}`,
    profile: '__proto__',
    listed: ['__proto__', 'constructor', 'work'],
    gives: 'keys AKIAONE',
  },
  {
    name: 'sections that are no profiles',
    config: `[preview]\na = b\n[plugins]\na = b\n[sso-session s]\n[services s]\n[profile work]\n${one}`,
    gives: 'keys AKIAONE',
  },
  {
    name: 'a name of the credentials file that would be something else in the config file',
    credentials: `[services.prod]\n${two}[profile x]\n${two}[work]\n${one}`,
    profile: 'services.prod',
    listed: ['profile x', 'services.prod', 'work'],
    gives: 'keys AKIATWO',
  },
  {
    name: 'a section of the config file without the word profile',
    config: `[work]\n${one}`,
    listed: [],
    gives: 'refused',
    says: /^There is no profile "work" in your AWS files \(.*config, .*credentials\)\.$/,
  },
  {
    name: 'blanks within the brackets',
    config: `[profile   work]\n${one}[ profile other ]\n${two}`,
    listed: ['other', 'work'],
    gives: 'keys AKIAONE',
    botocore: { listed: ['work'], why: unquoted },
  },
  {
    name: 'names are told apart by their case',
    config: `[profile Work]\n${two}[profile work]\n${one}`,
    listed: ['Work', 'work'],
    gives: 'keys AKIAONE',
  },
]
