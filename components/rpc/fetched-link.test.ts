import { createTRPCClient, type TRPCLink } from '@trpc/client'
import { initTRPC } from '@trpc/server'
import { observable } from '@trpc/server/observable'
import { expect, it } from 'vitest'
import { fetchedLink } from './fetched-link.ts'

const trpc = initTRPC.create()
const berths = trpc.router({ berth: trpc.procedure.query(() => 'North') })
type Berths = typeof berths

const answering: TRPCLink<Berths> =
  () =>
  ({ op }) =>
    observable((observer) => {
      observer.next({ result: { data: `answer to ${op.path}` } })
      observer.complete()
    })

it('is fetched when something is first asked, and once', async () => {
  let times = 0
  const fetched = async () => {
    times += 1
    return answering
  }
  const client = createTRPCClient<Berths>({ links: [fetchedLink(fetched)] })
  expect(times).toBe(0)
  expect(await Promise.all([client.berth.query(), client.berth.query()])).toEqual([
    'answer to berth',
    'answer to berth',
  ])
  expect(times).toBe(1)
})

it('fails what was asked while it cannot be fetched, and tries again', async () => {
  let down = true
  const fetched = async () => {
    if (down) throw new Error('the line is down')
    return answering
  }
  const client = createTRPCClient<Berths>({ links: [fetchedLink(fetched)] })
  await expect(client.berth.query()).rejects.toThrow('the line is down')
  down = false
  expect(await client.berth.query()).toBe('answer to berth')
})
