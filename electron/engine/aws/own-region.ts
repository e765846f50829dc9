/**
 * The Region of an account where nobody has chosen one: that of the environment, else of the profile. It is
 * the rule of the AWS CLI, for every way into Sluice.
 */
export function regionOf(ofProfile: string | null): string | null {
  return process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || ofProfile
}
