/** What can be wrong with the place where the database lies, or with its file. */
export const storageProblems = ['locked', 'read-only', 'full', 'disk', 'damaged'] as const

export type StorageProblem = (typeof storageProblems)[number]
