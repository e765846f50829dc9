import { buildIfOutdated } from '../electron/cli/build.ts'

/** Builds the app where its sources are newer: processes start from the build, as a person's do. */
export default async function build(): Promise<void> {
  await buildIfOutdated('app', (line) => console.error(line))
}
