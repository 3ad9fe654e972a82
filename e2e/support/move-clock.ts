import { moveClock } from '#server/clock/index.ts'
import { compose } from '#server/composition.ts'
import { database } from '#server/platform/db/index.ts'
import { wire } from '#server/ports/wired.ts'

/** A program: moves the clock of the instance that DOMINION_DATA names by so many milliseconds. */
wire(compose())
await moveClock({ kind: 'system', name: 'setup' }, { byMs: Number(process.argv[2]) })
await database().$disconnect()
