/** The two channels of the bridge between page and main process. */
export const requestChannel = 'sluice:request'
export const eventChannel = 'sluice:event'
