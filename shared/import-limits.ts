/**
 * What one import may have: files, scenarios, files of a scenario, and the characters of a file's and a
 * scenario's name. Apart from the schemas, so that pages load no zod for it.
 */
export const importLimits = { files: 200, scenarios: 20, rounds: 100, name: 255, scenario: 60 } as const
