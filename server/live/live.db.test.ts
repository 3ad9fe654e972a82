import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { beginning, type Cursor, follow } from './index.ts'

const { urls } = await testDatabase()
const database = connect(urls.app)
useDatabase(database)
const writers: pg.Client[] = []
afterAll(async () => {
  await Promise.all(writers.map((writer) => writer.end()))
  await database.$disconnect()
})

async function writer(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urls.app })
  await client.connect()
  writers.push(client)
  return client
}

const insert = (event: string) =>
  `insert into activity (event, stage, actor_ref, detail) values ('${event}', 'change', 'system:test', '{}')`

/** Follows until `count` were heard, and checks on the way that each names the one before it. */
async function hear(after: Cursor, count: number): Promise<{ events: string[]; cursor: Cursor }> {
  const stop = new AbortController()
  const events: string[] = []
  let cursor = after
  for await (const heard of follow(after, stop.signal)) {
    if (!heard) continue
    expect(heard.previous).toBe(cursor)
    cursor = heard.happening.cursor
    events.push(heard.happening.event)
    if (events.length === count) stop.abort()
  }
  return { events, cursor }
}

it('waits for a slow transaction rather than passing it by', async () => {
  const [slow, fast] = [await writer(), await writer()]
  await slow.query('begin')
  await slow.query(insert('slow'))
  await fast.query(insert('fast'))
  const heard = hear(beginning, 2)
  await new Promise((resolve) => setTimeout(resolve, 600))
  await slow.query('commit')
  expect((await heard).events).toEqual(['slow', 'fast'])
})

it('loses and doubles nothing between many writers and a reader who keeps dropping the line', async () => {
  const { cursor: start } = await hear(beginning, 2)
  const clients = await Promise.all(Array.from({ length: 6 }, writer))
  const names = clients.flatMap((_, client) => Array.from({ length: 40 }, (__, turn) => `w${client}.${turn}`))
  const writing = Promise.all(
    clients.map(async (client, index) => {
      for (let turn = 0; turn < 40; turn++) {
        await client.query('begin')
        await client.query(insert(`w${index}.${turn}`))
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 8))
        await client.query('commit')
      }
    }),
  )
  const all: string[] = []
  let cursor = start
  while (all.length < names.length) {
    const part = await hear(cursor, Math.min(7, names.length - all.length))
    all.push(...part.events)
    cursor = part.cursor
  }
  await writing
  expect(all.toSorted()).toEqual(names.toSorted())
})
