/**
 * How long things take in the practice account, in milliseconds. Far less than on AWS, but never zero, so
 * that code that forgets to wait fails.
 */
export interface Pace {
  /** A resource that only has to be recorded. */
  recordMs: number
  /** An instance from pending to running. */
  instanceBootMs: number
  /** From running to registered with SSM. */
  agentRegistersMs: number
  /**
   * An instance behind a load balancer from healthy to in service; the load balancer answers 503 until
   * then.
   */
  inServiceMs: number
  /** A new stage answers 403 for this long. */
  stageReadyMs: number
  /** `InvocationDoesNotExist` after SendCommand. */
  invocationAppearsMs: number
  /** From the appearance of a command to its start on the instance. */
  commandStartsMs: number
  /** How long a function's network interfaces stay after it is gone. */
  interfaceLingerMs: number
  /** How long no service can assume a new role: IAM is eventually consistent. */
  roleReadyMs: number
  /** Between two new REST APIs: AWS takes one every 3 s. */
  createRestApiMs: number
  /** Between two deployments of REST APIs: AWS takes one every 5 s. */
  createDeploymentMs: number
  /** Between two deletions of REST APIs: AWS takes one every 30 s. */
  deleteRestApiMs: number
  /** Between two new VPC links: AWS takes one every 15 s. */
  createVpcLinkMs: number
  /** Between two deletions of VPC links: AWS takes one every 30 s. */
  deleteVpcLinkMs: number
  /** A new VPC link until its interfaces are there: AWS takes minutes. */
  vpcLinkReadyMs: number
  /** How long until what a function logs can be read: AWS takes seconds. */
  logDeliveryMs: number
  /** A minute of a schedule's rate. Its start and end are real times. */
  scheduleMinuteMs: number
}

export const usualPace: Pace = {
  recordMs: 40,
  instanceBootMs: 600,
  agentRegistersMs: 800,
  inServiceMs: 700,
  stageReadyMs: 800,
  invocationAppearsMs: 60,
  commandStartsMs: 40,
  interfaceLingerMs: 3_000,
  roleReadyMs: 300,
  createRestApiMs: 100,
  createDeploymentMs: 150,
  deleteRestApiMs: 250,
  createVpcLinkMs: 150,
  deleteVpcLinkMs: 250,
  vpcLinkReadyMs: 600,
  logDeliveryMs: 400,
  scheduleMinuteMs: 1_000,
}
