import type { CommitInfo, CommitRequest } from '#server/ports/git.ts'

export interface CommitParts {
  tree: string
  parents: readonly string[]
  request: CommitRequest
  committerId: string
  /** Real time: whole seconds are kept. */
  at: Date
}

/** A commit's bytes before it is signed. People appear by pseudonymous id only. @throws TypeError on text Git would misread. */
export function unsignedCommit({ tree, parents, request, committerId, at }: CommitParts): string {
  const time = `${Math.floor(at.getTime() / 1000)} +0000`
  return [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${person(request.authorId)} ${time}`,
    `committer ${person(committerId)} ${time}`,
    '',
    message(request),
  ].join('\n')
}

/** Puts the signature where Git looks for it: a header, its further lines indented by one space. */
export function withSignature(unsigned: string, armored: string): string {
  const end = unsigned.indexOf('\n\n')
  const header = `gpgsig ${armored.trim().split('\n').join('\n ')}`
  return `${unsigned.slice(0, end)}\n${header}${unsigned.slice(end)}`
}

/** Splits a commit into what was signed and the signature. Null when there is not exactly one. */
export function splitSignature(raw: string): { signed: string; armored: string } | null {
  const end = raw.indexOf('\n\n')
  const lines = raw.slice(0, end).split('\n')
  const starts = lines.flatMap((line, index) => (/^gpgsig(-sha256)? /.test(line) ? [index] : []))
  const [start] = starts
  if (starts.length !== 1 || start === undefined) return null
  let after = start + 1
  while (lines[after]?.startsWith(' ')) after++
  const armored = lines.slice(start, after).map((line, index) => line.slice(index === 0 ? line.indexOf(' ') + 1 : 1))
  return {
    signed: [...lines.slice(0, start), ...lines.slice(after)].join('\n') + raw.slice(end),
    armored: armored.join('\n'),
  }
}

/** Reads back what `unsignedCommit` wrote, and commits made elsewhere. */
export function parseCommit(id: string, raw: string): CommitInfo {
  const end = raw.indexOf('\n\n')
  const headers = raw.slice(0, end).split('\n')
  const value = (name: string) =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))
  const paragraphs = raw
    .slice(end + 2)
    .trim()
    .split(/\n{2,}/)
  const trailers = paragraphs.length > 1 ? parseTrailers(paragraphs.at(-1) ?? '') : []
  const authorEmail = /<([^>]*)>/.exec(value('author')[0] ?? '')?.[1] ?? ''
  return {
    id,
    tree: value('tree')[0] ?? '',
    parents: value('parent'),
    title: (paragraphs[0] ?? '').replaceAll('\n', ' '),
    trailers,
    authorEmail,
  }
}

function parseTrailers(paragraph: string): [string, string][] {
  const pairs = paragraph.split('\n').map((line) => /^([A-Za-z0-9-]+): (.*)$/.exec(line))
  return pairs.every((pair) => pair !== null) ? pairs.map((pair) => [pair[1] as string, pair[2] as string]) : []
}

/** @throws TypeError on anything but a pseudonymous id */
export function person(id: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) throw new TypeError('a commit names people by their pseudonymous id')
  return `${id} <${id}@dominion.invalid>`
}

function message({ title, body, trailers }: CommitRequest): string {
  if (!/^[^\n\0]+$/.test(title)) throw new TypeError('a commit title is one line')
  if (body.includes('\0')) throw new TypeError('a commit message is text')
  for (const [name, value] of trailers) {
    if (!/^[A-Za-z0-9-]+$/.test(name) || !/^[^\n\0]+$/.test(value)) throw new TypeError(`not a trailer: ${name}`)
  }
  const block = trailers.map(([name, value]) => `${name}: ${value}`).join('\n')
  return `${[title.trim(), body.trim(), block].filter(Boolean).join('\n\n')}\n`
}
