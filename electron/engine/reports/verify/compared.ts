/**
 * A figure of a file that does not follow from its trials. Both values are JSON, or undefined where nothing
 * is.
 */
export interface Mismatch {
  /** Where it stands: `assessment.scenarios[http-proxy].share.point`. */
  figure: string
  written: unknown
  follows: unknown
}

/** What a file says and this version cannot compute again, so that it is neither right nor wrong. */
export interface NotChecked {
  figure: string
  /** A clause: `its time is in the time zone of its writer`. */
  why: string
  /** As in a mismatch; undefined where it is more than a value. */
  written?: unknown
  follows?: unknown
}

/** How what a file has written differs from what follows. */
export interface Compared {
  mismatches: readonly Mismatch[]
  notChecked: readonly NotChecked[]
  /** How many values were compared. */
  values: number
}

export const nothingCompared: Compared = { mismatches: [], notChecked: [], values: 0 }

/** Several comparisons as one. */
export function together(parts: readonly Compared[]): Compared {
  return {
    mismatches: parts.flatMap(({ mismatches }) => mismatches),
    notChecked: parts.flatMap(({ notChecked }) => notChecked),
    values: parts.reduce((sum, { values }) => sum + values, 0),
  }
}
