import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './bench.ts'
import { deployOnPractice, type PracticeDeployment } from './practice-deployment.ts'

/** What the process of the practice account may use at most, with the experiment of 2017. */
const mostMb = 1_500
/** Files and sockets with 50 connections through five scenarios: twice what the first run leaves open. */
const mostDescriptors = 1_000
const runs = 4
/** Idle environments are gone by then. */
const idleMs = 65_000

const load = {
  threads: 2,
  connections: 50,
  durationSec: 5,
  rounds: 1,
  leadIn: { kind: 'one-request' },
} as const
const paths = ['/', '/random_text_files.zip']

/**
 * The memory and the descriptors of the practice account's process through some runs of the experiment of
 * 2017, and what is left of them a minute later. Linux only: it reads /proc.
 */
export async function memory(): Promise<Finding[]> {
  const deployment = await deployOnPractice(['elb', 'lambda-256', 'lambda-512', 'lambda-1024', 'http-proxy'])
  const before = usedBy(deployment)
  const after = []
  for (let run = 0; run < runs; run += 1) {
    await deployment.measure(load, paths)
    after.push(usedBy(deployment))
  }
  await new Promise((resolve) => setTimeout(resolve, idleMs))
  const idle = usedBy(deployment)
  await deployment.remove()
  const peakMb = idle.peakMb
  const descriptors = Math.max(...after.map((used) => used.descriptors))
  return [
    {
      name: 'memory of the practice account',
      promise: `at most ${mostMb} MB and ${mostDescriptors} descriptors; idle again as before`,
      holds:
        peakMb <= mostMb && descriptors <= mostDescriptors && idle.descriptors <= before.descriptors + 20,
      figures: {
        beforeMb: before.usedMb,
        peakMb,
        idleMb: idle.usedMb,
        beforeDescriptors: before.descriptors,
        descriptors,
        idleDescriptors: idle.descriptors,
        ...Object.fromEntries(after.map(({ usedMb }, run) => [`run${run + 1}Mb`, usedMb])),
      },
    },
  ]
}

function usedBy({ dataDir }: PracticeDeployment): { usedMb: number; peakMb: number; descriptors: number } {
  const { pid } = JSON.parse(readFileSync(join(dataDir, 'practice', 'connection.json'), 'utf8')) as {
    pid: number
  }
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mb = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
  return { usedMb: mb('VmRSS'), peakMb: mb('VmHWM'), descriptors: readdirSync(`/proc/${pid}/fd`).length }
}
