import type { TagRequest } from '#server/ports/git.ts'
import { person } from './commit-object.ts'

const signatureStart = '-----BEGIN SSH SIGNATURE-----\n'

/** An annotated tag's bytes before it is signed. @throws TypeError on text Git would misread. */
export function unsignedTag(name: string, commit: string, request: TagRequest, at: Date): string {
  const { title, facts, taggerId } = request
  const lines = [title, ...facts.map(([fact, value]) => `${fact}: ${value}`)]
  if (lines.some((line) => !/^[^\n\0]+$/.test(line))) throw new TypeError('a tag says one fact a line')
  const message = [title, '', ...lines.slice(1)].join('\n').trim()
  return [
    `object ${commit}`,
    'type commit',
    `tag ${name}`,
    `tagger ${person(taggerId)} ${Math.floor(at.getTime() / 1000)} +0000`,
    '',
    `${message}\n`,
  ].join('\n')
}

/** Git looks for a tag's signature after its message. */
export function withTagSignature(unsigned: string, armored: string): string {
  return `${unsigned}${armored.trim()}\n`
}

/** Splits a tag into what was signed and the signature. Null when there is none. */
export function splitTag(raw: string): { signed: string; armored: string } | null {
  const at = raw.indexOf(`\n${signatureStart}`)
  return at < 0 ? null : { signed: raw.slice(0, at + 1), armored: raw.slice(at + 1) }
}
