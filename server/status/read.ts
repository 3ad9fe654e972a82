import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { latestEntries } from '#server/loop/ledger/index.ts'
import { keysNow } from '#server/loop/ledger/keyset/index.ts'
import { type Database, readClock } from '#server/platform/db/index.ts'
import { env } from '#server/platform/env.ts'
import { readSwitches } from '#server/platform/halt/switch.ts'
import { lastProvider, ledgerFacts, livingProcesses } from './store.ts'
import { productVersion } from './version.ts'

/** How many of the newest entries are looked through for a scripted stand-in. */
const lookedThrough = 50

/** What every page shows above itself. */
export interface Standing {
  haltedGlobal: boolean
  haltedServices: readonly string[]
  clock: { movable: boolean; offsetMs: number }
  scripted: boolean
  /** Where the governed services answer; each under its own name. */
  edgeAddress: string
}

export const readStanding = permitted(
  'status.read',
  z.object({}),
  async (from): Promise<Standing> => await standing(from),
)

export const readStatus = permitted('status.read', z.object({}), async (from) => ({
  standing: await standing(from),
  processes: await livingProcesses(from),
  ledger: await ledgerFacts(from),
  keys: await keysNow(from),
  lastProvider: await lastProvider(from),
  versions: await productVersion(from),
}))

async function standing(from: Database): Promise<Standing> {
  const [switches, clock, latest] = [
    await readSwitches(from),
    await readClock(from),
    await latestEntries(from, lookedThrough),
  ]
  const halted = switches.filter((each) => each.halted).map(({ scope }) => scope)
  return {
    haltedGlobal: halted.includes('global'),
    haltedServices: halted.flatMap((scope) => (scope.startsWith('service:') ? [scope.slice('service:'.length)] : [])),
    clock: { movable: clock.movable, offsetMs: clock.offsetMs },
    scripted: latest.some(({ header }) => header.scripted),
    edgeAddress: `http://${env().HOST}:${env().EDGE_PORT}`,
  }
}
