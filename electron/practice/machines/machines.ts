import { ssmService } from '../services/ssm.ts'
import type { ResourceType, Service, World } from '../world.ts'
import { openCommands } from './command-record.ts'
import { openCommandRunner } from './command-runner.ts'
import { instanceType } from '../resources/ec2/instance.ts'
import type { Machine } from './machine.ts'
import { markTerminated } from '../resources/ec2/terminated-instances.ts'

/** Instances, and the service that runs commands on them. */
export interface Machines {
  types: ResourceType[]
  ssm: Service
  /** Ends an instance without its stack, as a call of EC2 does. */
  terminate(instanceId: string): Promise<void>
  /** Ends the processes of the instances. `resume` starts them again. */
  close(): Promise<void>
}

export function createMachines(world: World): Machines {
  const machines = new Map<string, Machine>()
  const shelf = openCommands(world.documents)
  const runner = openCommandRunner(world, shelf, machines)
  return {
    types: [instanceType(world, machines)],
    ssm: ssmService(world, { machines, shelf, runner }),
    async terminate(instanceId) {
      markTerminated(world, instanceId, Date.now())
      await machines.get(instanceId)?.terminate()
      machines.delete(instanceId)
    },
    async close() {
      await runner.close()
      await Promise.all([...machines.values()].map((machine) => machine.close()))
    },
  }
}
