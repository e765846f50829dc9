import type { PriceName } from './price-table.ts'

/**
 * What every account has free each month for ever, in requests, GB-seconds or GB. All that runs in the
 * account shares it. What is free for twelve months only, such as a million requests to API Gateway, and the
 * credits of new accounts are left out. Sources: AWS Lambda, Amazon EC2 (data transfer) and Amazon CloudWatch
 * pricing pages, "Free tier".
 */
export const freeAmounts: Readonly<Partial<Record<PriceName, number>>> = {
  functionRequest: 1e6,
  functionTime: 400_000,
  functionLogs: 5,
  dataOut: 100,
}
