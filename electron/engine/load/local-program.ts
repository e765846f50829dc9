/** A program on this machine that the practice account uses if it is installed. */
export interface LocalProgram {
  program: string
  /** A sentence: what happens without it. */
  without: string
  /** A module of it that only some runs need, with what happens without it. */
  module?: { name: string; find(program: string): string | undefined; without: string }
}
