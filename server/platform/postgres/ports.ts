import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Ports = z.record(z.string(), z.number().int())
const fileOf = (dataFolder: string) => join(dataFolder, 'run/ports.json')

/** The ports in use by the instance of this data folder, by name. Empty before the first start. */
export function readPorts(dataFolder: string): Record<string, number> {
  const file = fileOf(dataFolder)
  return existsSync(file) ? Ports.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
}

/** Remembers a port under a name, for the next start and for other processes of the instance. */
export function rememberPort(dataFolder: string, name: string, port: number): void {
  const ports = readPorts(dataFolder)
  if (ports[name] === port) return
  const file = fileOf(dataFolder)
  mkdirSync(join(dataFolder, 'run'), { recursive: true, mode: 0o755 })
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify({ ...ports, [name]: port }, null, 2)}\n`)
  renameSync(`${file}.${process.pid}`, file)
}
