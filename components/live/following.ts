import { createContext, useContext } from 'react'
import type { Cursor, Happening } from '#server/live/vocabulary.ts'

/** A part of the page that keeps what it shows true. */
export interface Follower {
  heard(happening: Happening): void
  /** Reads what it shows anew. @throws when that cannot be read; it stays as old as it was */
  readAnew(): Promise<void>
}

/** Who follows what happens on this page, and how far the story has come. */
export interface Following {
  /** @returns how to stop */
  follow(follower: Follower): () => void
  last(): Cursor
}

export interface Followers extends Following, Follower {}

/** @param head where the story stood when the page was rendered */
export function newFollowers(head: Cursor): Followers {
  const all = new Set<Follower>()
  let last = head
  return {
    follow(follower) {
      all.add(follower)
      return () => void all.delete(follower)
    },
    last: () => last,
    heard(happening) {
      last = happening.cursor
      for (const follower of all) follower.heard(happening)
    },
    async readAnew() {
      await Promise.all([...all].map((follower) => follower.readAnew()))
    },
  }
}

export const FollowingContext = createContext<Following | null>(null)

export function useFollowing(): Following {
  const following = useContext(FollowingContext)
  if (!following) throw new Error('only pages of the console follow what happens')
  return following
}

/** Several happenings within this time refresh a page once. */
const gatherMs = 120

/** Work that is asked for often and done once. */
export function gathered(work: () => void, afterMs = gatherMs) {
  let timer: ReturnType<typeof setTimeout> | null = null
  const run = () => {
    timer = null
    work()
  }
  return {
    soon: () => {
      timer ??= setTimeout(run, afterMs)
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
