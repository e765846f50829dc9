import { ServiceError } from '../world.ts'

/** CloudFormation's error for anything wrong with a call or a template. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message)
}

/** The error for a template whose structure is wrong. */
export function templateFormatError(reason: string): ServiceError {
  return validationError(`Template format error: ${reason}`)
}
