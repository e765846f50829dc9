/**
 * What one import may have. Apart from the schemas, so that pages load no zod for it: `characters` of a file
 * (ten runs of 30 rounds with their histograms), `piece` of a text that is sent at once, which is within
 * `maxMessageBytes` even where every character is escaped; files, scenarios, and files of a scenario
 * (`rounds`); and the characters of a file's and a scenario's name.
 */
export const importLimits = {
  characters: 32 * 1024 * 1024,
  piece: 100_000,
  files: 200,
  scenarios: 20,
  rounds: 100,
  name: 255,
  scenario: 60,
} as const
