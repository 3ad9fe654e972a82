import { rmSync } from 'node:fs'
import { dataFolder } from '#vitest.config.ts'

/** What tests put into their data folder goes with the run. */
export default function setup(): () => void {
  return () => rmSync(dataFolder, { recursive: true, force: true })
}
