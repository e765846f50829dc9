import { randomBytes, randomInt } from 'node:crypto'
import { z } from 'zod'
import { sameText } from '../same-text.ts'
import type { Documents } from '../world.ts'
import { keepExpiring } from './expiring-documents.ts'

/** A program that may ask to sign a person in. AWS keeps a registration for 90 days. */
const clientSchema = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  name: z.string(),
  expiresAtMs: z.number(),
})
/**
 * One request of a program to sign a person in, with the code that the person compares. Source: RFC 8628,
 * "OAuth 2.0 Device Authorization Grant".
 */
const deviceSchema = z.strictObject({
  userCode: z.string(),
  deviceCode: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  answer: z.enum(['pending', 'approved', 'denied', 'used']),
  expiresAtMs: z.number(),
})

export type SignInClient = z.infer<typeof clientSchema>
export type Device = z.infer<typeof deviceSchema>

const clientMs = 90 * 24 * 3_600_000
/**
 * No vowels, so that no words come out, and nothing that looks like something else: RFC 8628, section 6.1.
 */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'

export function registerClient(documents: Documents, name: string, nowMs: number): SignInClient {
  const client = {
    clientId: randomBytes(16).toString('base64url'),
    clientSecret: randomBytes(48).toString('base64url'),
    name,
    expiresAtMs: nowMs + clientMs,
  }
  keepExpiring(documents, 'sso-client', client.clientId, client, nowMs)
  return client
}

/** The client, if the secret is its own. */
export function findClient(
  documents: Documents,
  clientId: string,
  clientSecret: string,
  nowMs: number,
): SignInClient | undefined {
  const found = /^[\w-]{22}$/.test(clientId) ? documents.get(`sso-client/${clientId}`) : undefined
  const client = found === undefined ? undefined : clientSchema.parse(found)
  return client !== undefined && client.expiresAtMs > nowMs && sameText(clientSecret, client.clientSecret)
    ? client
    : undefined
}

export function startDevice(
  documents: Documents,
  { clientId, name }: SignInClient,
  seconds: number,
  nowMs: number,
): Device {
  const code = Array.from({ length: 8 }, () => letters.charAt(randomInt(letters.length))).join('')
  const device: Device = {
    userCode: `${code.slice(0, 4)}-${code.slice(4)}`,
    deviceCode: randomBytes(48).toString('base64url'),
    clientId,
    clientName: name,
    answer: 'pending',
    expiresAtMs: nowMs + seconds * 1000,
  }
  keepExpiring(documents, 'sso-device', device.userCode, device, nowMs)
  return device
}

/** By the code that a person types, in any case and with or without the dash. */
export function deviceOfUserCode(documents: Documents, typed: string): Device | undefined {
  const code = typed.toUpperCase().replaceAll(/[^A-Z]/g, '')
  const found =
    code.length === 8 ? documents.get(`sso-device/${code.slice(0, 4)}-${code.slice(4)}`) : undefined
  return found === undefined ? undefined : deviceSchema.parse(found)
}

export function deviceOfClient(
  documents: Documents,
  { clientId }: SignInClient,
  deviceCode: string,
): Device | undefined {
  return documents
    .keys('sso-device/')
    .map((key) => deviceSchema.parse(documents.get(key)))
    .find((device) => device.clientId === clientId && sameText(deviceCode, device.deviceCode))
}

export function answerDevice(documents: Documents, device: Device, answer: Device['answer']): void {
  documents.put(`sso-device/${device.userCode}`, { ...device, answer })
}

/** Whether a request is still unanswered, so that the page is needed. */
export function isAnyPending(documents: Documents, nowMs: number): boolean {
  return documents
    .keys('sso-device/')
    .map((key) => deviceSchema.parse(documents.get(key)))
    .some(({ answer, expiresAtMs }) => answer === 'pending' && expiresAtMs > nowMs)
}
