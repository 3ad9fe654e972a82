import type { RemovedKind } from '#server/loop/intents/vocabulary.ts'

const kinds: Record<RemovedKind, string> = {
  EMAIL: 'E-mail address',
  PHONE: 'Phone number',
  CARD: 'Card number',
  IBAN: 'Bank account (IBAN)',
  BANK_ACCOUNT: 'Bank account',
  NATIONAL_ID: 'Number of an identity document',
  BIRTH_DATE: 'Date of birth',
  PERSON: 'Name of a person',
  ADDRESS: 'Street address',
  SECRET: 'Password, key or token',
  CONNECTION: 'Connection with a password in it',
}

export const newIntent = {
  estimate: 'Estimate',
  estimateWhy: 'Read by the same rules as when you submit. Nothing of it is stored, and no model sees it.',
  estimateWaits: 'Write what should change. How risky it looks, and who would have to agree, shows here.',
  reading: 'Reading…',
  estimated: (tier: string) => `Estimated tier: ${tier}`,
  wouldBe: 'Would be',
  fitsNot: 'No template builds this yet',
  fitsNotWhy: 'Say it in another way, or submit it and correct the form: nothing is built until it fits.',
  unavailable: 'No estimate at the moment. You can go on writing, and submit.',
  decided: 'What decided',
  open: 'Left open',
  noticed: 'Noticed in the words',
  personal: (count: number) =>
    count === 1 ? 'One passage looks personal or secret' : `${count} passages look personal or secret`,
  personalWhy:
    'It would be taken out before anything is stored or read further, and a placeholder stands in its place. Leave it out if it is not needed.',
  personalMore: (count: number) => (count === 1 ? 'and one more' : `and ${count} more`),
  kinds,
  tooLong: (length: string, limit: string) =>
    `${length} characters; an intent has at most ${limit}. Say it shorter, or split it. Nothing of it is lost here.`,
  kept: 'Kept in this browser, for you alone, until you submit it.',
  notKept: 'This browser keeps nothing: copy your words before you leave the page.',
  discard: 'Discard the draft',
  serviceMany: (count: number) => `Type a part of its name: there are ${count} services.`,
  serviceUnknown: 'No service is called so. Choose one of the list.',
  halted: 'Automation is halted',
  haltedWhy: 'Your intent is taken in and read. Designing and writing begin when people resume automation.',
} as const
