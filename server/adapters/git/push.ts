import { createHash } from 'node:crypto'
import { networkSettings, type Remote, withoutAddress } from './remotes.ts'
import { type GitCall, GitFailed, gitIn } from './run.ts'

type Outcome =
  | { outcome: 'accepted'; rewound: boolean }
  | { outcome: 'ahead'; theirs: string }
  | { outcome: 'rewritten'; theirs: string }

interface Chain {
  reference: string
  /** Our newest commit. */
  mine: string
  /** What the remote accepted before. */
  last: string | null
}

/** Pushes one chain, never by force. @throws Error in Git's words, without what opens the remote */
export async function pushTo(repository: string, remote: Remote, chain: Chain, call: GitCall): Promise<Outcome> {
  const { reference, mine, last } = chain
  return await discreetly(remote, async () => {
    const theirs = await listed(repository, remote, reference, call)
    const rewound = last !== null && theirs !== last && (theirs === null || (await isBehind(repository, theirs, last)))
    if (theirs === mine) return { outcome: 'accepted', rewound: false }
    if (theirs !== null && !(await isBehind(repository, theirs, mine))) {
      await fetched(repository, remote, reference, call)
      return { outcome: (await isBehind(repository, mine, theirs)) ? 'ahead' : 'rewritten', theirs }
    }
    await gitIn(repository, [...networkSettings, 'push', '--quiet', '--', remote.address, `${mine}:${reference}`], call)
    return { outcome: 'accepted', rewound }
  })
}

/** Brings a remote's chain here, beside our own. @returns its newest commit; null when it has none */
export async function fetchFrom(
  repository: string,
  remote: Remote,
  reference: string,
  call: GitCall,
): Promise<string | null> {
  return await discreetly(remote, async () => {
    const theirs = await listed(repository, remote, reference, call)
    if (theirs !== null) await fetched(repository, remote, reference, call)
    return theirs
  })
}

async function listed(
  repository: string,
  { address }: Remote,
  reference: string,
  call: GitCall,
): Promise<string | null> {
  const line = await gitIn(repository, [...networkSettings, 'ls-remote', '--', address, reference], call)
  return line.split('\t')[0] || null
}

async function fetched(repository: string, { address }: Remote, reference: string, call: GitCall): Promise<void> {
  const seen = `refs/remotes/${createHash('sha256').update(address).digest('hex').slice(0, 16)}/${reference.slice(5)}`
  const argv = ['fetch', '--quiet', '--no-tags', '--', address, `+${reference}:${seen}`]
  await gitIn(repository, [...networkSettings, ...argv], call)
}

/** Whether a commit is the other or before it. False when it is not in this repository at all. */
async function isBehind(repository: string, earlier: string, later: string): Promise<boolean> {
  try {
    await gitIn(repository, ['merge-base', '--is-ancestor', earlier, later])
    return true
  } catch (error) {
    if (error instanceof GitFailed && (error.exitCode === 1 || error.exitCode === 128)) return false
    throw error
  }
}

/** Git's failure without the address it was given: not even as a cause, which a log would print. */
function discreetly<T>(remote: Remote, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw error instanceof GitFailed ? new Error(withoutAddress(error.message, remote)) : error
  })
}
