import { randomBytes, randomInt } from 'node:crypto'

/** What a browser or the command line holds: 256 random bits. The database has its sha256 only. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url')
}

const apiTokenForm = /^dom_[\w-]{43}$/

/** What a program holds: 256 random bits that say what they are, so that a scanner finds one that leaked. */
export function newApiToken(): { token: string; prefix: string } {
  const token = `dom_${randomBytes(32).toString('base64url')}`
  return { token, prefix: token.slice(0, 10) }
}

export const looksLikeApiToken = (text: string): boolean => apiTokenForm.test(text)

/** Crockford's base 32: nothing that reads like something else. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 4
const groupLength = 5

/** 100 random bits in a form a person can type, such as `7K2QX-M4T9A-…`. */
export function newOneTimeCode(): string {
  const group = () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** The code as it was made, however it was typed; empty when it cannot be one. */
export function normalisedCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '')
  if (plain.length !== groups * groupLength) return ''
  return (plain.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-')
}
