import type { Pacing } from '../aws/clients.ts'

/** How fast the practice account goes. */
export const practicePacing: Pacing = {
  pollMs: 400,
  switchBaseMs: 10_000,
  switchSharedMs: 2_500,
  createRestApiMs: 200,
  deleteRestApiMs: 300,
  createVpcLinkMs: 400,
  deleteVpcLinkMs: 500,
  agentMs: 30_000,
  logsMs: 3_000,
  patienceMs: 20_000,
}

export const awsPacing: Pacing = {
  pollMs: 3_000,
  switchBaseMs: 45 * 60_000,
  switchSharedMs: 5 * 60_000,
  createRestApiMs: 6_000,
  deleteRestApiMs: 31_000,
  createVpcLinkMs: 20_000,
  deleteVpcLinkMs: 36_000,
  agentMs: 10 * 60_000,
  logsMs: 30_000,
  patienceMs: 30 * 60_000,
}

/** An endpoint other than AWS's imitates AWS on this machine or near it, and may be polled often. */
export const detourPacing: Pacing = { ...practicePacing, patienceMs: 60_000 }
