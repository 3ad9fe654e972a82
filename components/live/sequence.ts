import { type Cursor, type Happening, type Heard, isAfter } from '#server/live/vocabulary.ts'

export interface Reader {
  heard(happening: Happening): void
  /** What came after a cursor, a page at a time; empty when nothing did. */
  missed(after: Cursor): Promise<readonly Heard[]>
}

/** Takes what comes in any way, and hands it on in order, once each. */
export interface Sequence {
  /** @throws when what was missed cannot be read; nothing is passed over, a later call tries again. */
  take(heard: Heard): Promise<void>
  /** Asks for what came after the last one heard. */
  catchUp(): Promise<void>
  last(): Cursor
}

/** Each event names the one before it: a reader that missed one notices, asks for what it missed, and goes on. */
export function inSequence(after: Cursor, reader: Reader): Sequence {
  let last = after
  const hand = (happening: Happening) => {
    if (!isAfter(happening.cursor, last)) return
    last = happening.cursor
    reader.heard(happening)
  }
  const catchUp = async () => {
    for (let page = await reader.missed(last); page.length > 0; page = await reader.missed(last)) {
      for (const { happening } of page) hand(happening)
    }
  }
  return {
    async take({ previous, happening }) {
      if (isAfter(happening.cursor, last) && isAfter(previous, last)) await catchUp()
      hand(happening)
    },
    catchUp,
    last: () => last,
  }
}
