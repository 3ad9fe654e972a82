import { afterAll, inject } from 'vitest'
import { wireHere } from '#bin/commands/instance.ts'
import { database } from '#server/platform/db/index.ts'

/** Points the process of a test file at the journeys' instance, before anything reads the environment. */
const { data } = inject('instance')
Object.assign(process.env, { DOMINION_DATA: data, DOMINION_PROCESS: `journeys-${process.pid}`, CLOCK: 'movable' })
wireHere()
afterAll(() => database().$disconnect())
