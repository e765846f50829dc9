/** A program on this machine that the practice account uses if it is installed. */
export interface LocalProgram {
  program: string
  /** A sentence: what happens without it. */
  without: string
}
