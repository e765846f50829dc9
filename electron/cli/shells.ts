/** The shells that `completion` writes a script for. */
export const shells = ['bash', 'zsh'] as const
export type Shell = (typeof shells)[number]
