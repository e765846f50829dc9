import manifest from '../../package.json' with { type: 'json' }

/** The version of Sluice, from its manifest. */
export const appVersion: string = manifest.version
