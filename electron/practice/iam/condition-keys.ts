/**
 * The condition keys that are evaluated, in lower case, as they are compared; one that ends in `/` is
 * followed by the key of a tag. The table of operations and the handlers of resource types say when AWS
 * supplies them.
 * Source: Service Authorization Reference; IAM user guide, "AWS global condition context keys".
 */
export const conditionKeys: readonly string[] = [
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:requesttag/',
  'aws:resourcetag/',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:tagkeys',
  'cloudformation:rolearn',
  'ec2:createaction',
  'ec2:resourcetag/',
  'iam:awsservicename',
  'iam:passedtoservice',
  'iam:permissionsboundary',
  'lambda:functionurlauthtype',
  'lambda:principal',
  'lambda:sourcefunctionarn',
  'ssm:resourcetag/',
]

export function isKnownKey(key: string): boolean {
  const lower = key.toLowerCase()
  return conditionKeys.some((known) =>
    known.endsWith('/') ? lower.startsWith(known) && lower.length > known.length : lower === known,
  )
}
