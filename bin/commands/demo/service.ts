import { setTimeout as pause } from 'node:timers/promises'

/** Installing the first workspace's packages takes most of this on a slow line. */
const ordinaryPatienceMs = 120_000

/** Waits until a service answers its health check through the edge. */
export async function untilServing(edge: string, service: string, patienceMs = ordinaryPatienceMs): Promise<void> {
  const end = Date.now() + patienceMs
  while (!(await answers(`${edge}/${service}/health`))) {
    if (Date.now() > end) throw new Error(`${service} does not answer through the edge`)
    await pause(200)
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

/** Posts to a collection through the edge and reads the list back. @returns whether what was posted is there */
export async function returnsWhatWasPosted(
  collection: string,
  record: Record<string, string | number>,
): Promise<boolean> {
  const headers = { 'content-type': 'application/json' }
  const created = await fetch(collection, { method: 'POST', headers, body: JSON.stringify(record) })
  if (created.status !== 201) throw new Error(`POST answered ${created.status}: ${await created.text()}`)
  const listed = (await (await fetch(collection)).json()) as { items: Record<string, unknown>[] }
  return listed.items.some((item) => Object.entries(record).every(([name, value]) => item[name] === value))
}
