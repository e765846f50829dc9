/** The first round after which a run until sure is looked at. Rule 8. */
export const firstLook = 5

/** No run until sure has more rounds than this. */
export const mostRounds = 30
