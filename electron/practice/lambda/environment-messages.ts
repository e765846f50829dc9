/** The settings of an execution environment, given to its worker thread at the start. */
export interface EnvironmentSettings {
  /** Where the function's `index.js` is. */
  codeFolder: string
  /** `file.export`. */
  handler: string
  functionName: string
  functionArn: string
  memoryMb: number
  logGroup: string
  logStream: string
  addressBookFile: string
  /** Where its connections start: its VPC, or `internet` outside of one. */
  network: string
  /** Addresses of its VPC (`host port`) that its security groups do not let it reach. */
  unreachable: string[]
}

/** One event for the function. */
export interface ToEnvironment {
  requestId: string
  /** JSON. */
  event: string
  /** When the function's time is up, in epoch milliseconds. */
  deadlineMs: number
}

export type FromEnvironment =
  | { kind: 'ready' }
  | { kind: 'init-failed'; errorType: string; message: string }
  /** `cpuMs` is the CPU time of the thread since it was ready or had answered last. */
  | { kind: 'answered'; payload: string; cpuMs: number }
  | { kind: 'failed'; errorType: string; message: string; cpuMs: number }
