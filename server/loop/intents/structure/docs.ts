import { endOf, type Found, find, findFirst, type Piece, slice, trimmed } from './piece.ts'
import { type Recogniser, reading, refusal, span } from './proposal.ts'
import { slug } from './words.ts'

const place = String.raw`(?:(?:in|to|under|into) (?:the |our )?(?:docs|documentation)(?: folder)?(?: (?:at|as|under) (?<path>docs\/[\w/.-]+))?|(?:in|to|at) (?<path2>docs\/[\w/.-]+))`
const topic = String.raw`(?:the |our |an? )?(?<topic>["“][^"”\n]{1,120}["”]|[^:\n.]{1,120}?)`
const body = String.raw`(?:\s*[:–—]\s*|\s*\.?\n+|\.\s+|\.?$)`
const page = String.raw`(?:an? |the )?(?:new |short |brief )*(?:docs?|documentation|guide|runbook|how-?to|faq|help|manual)(?: page| guide| note| section| article| entry)?`

/** Each says what the page is about, and perhaps where it lies; what follows is its text. */
const openings: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:add|write|create|make|put)\s+${page}\s+(?:about|on|for|describing|explaining|covering|of|to|called|titled|named)\s+${topic}(?:\s+${place})?${body}`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:add|write|create|put)\s+(?:an? )?(?:page|note|section|explanation|description|guide|article)\s+(?:about|on|of|for|describing|explaining|called|titled)\s+${topic}\s+${place}${body}`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:add|write|create)\s+(?:an? )?(?:new )?(?:docs? |documentation )?(?:page|file)?\s*(?<path3>docs\/[\w/.-]+)(?:\s+(?:about|on|for|describing|explaining|titled|called)\s+${topic})?${body}`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:document|describe|explain|write (?:up|down|about)|write)\s+${topic}\s+${place}${body}`,
    'i',
  ),
  new RegExp(String.raw`^document\s+${topic}${body}`, 'i'),
]

const opensDocs =
  /^(?:please |kindly |can you |could you |we (?:need|should|want) to |i want to )*(?:document|describe|explain|write|add|create|put|make)\b/i
const changesPage =
  /^(?:please )?(?:update|fix|correct|edit|change|improve|revise|extend|rewrite|remove|delete|proofread|clean up)\b[^:\n]{0,80}\b(?:docs?|documentation|readme|guide|runbook|changelog|manual|faq|spelling|typos?|wording)\b/i

/** A page of documentation of its own. What exists is not rewritten: the words do not say what should stay. */
export const docs: Recogniser = ({ whole, main, rest, model }) => {
  if (changesPage.test(main.text)) {
    return refusal(
      'The documentation template writes a new page; it does not change one that exists. Say what a new page is about and what it says, or commit the correction yourself.',
    )
  }
  const courteous = find(whole, /^(?:(?:please|kindly|can you|could you|we (?:need|should|want) to|i want to)\s+)+/i)
  const text = courteous ? slice(whole, courteous.whole.text.length) : trimmed(whole)
  if (!opensDocs.test(text.text)) return null
  const found = findFirst(text, openings)
  if (!found) return null
  if (/\breadme\b/i.test(found.whole.text))
    return refusal('Documentation pages live under docs/; the README is changed by a commit of your own.')
  return pageOf(found, text, model.service, [main, ...rest])
}

function pageOf(found: Found, text: Piece, service: string, used: Piece[]) {
  const path = found['path'] ?? found['path2'] ?? found['path3']
  const topic = found['topic'] ? unquoted(found['topic']) : null
  const body = slice(text, endOf(found.whole) - text.start + leadingGap(found, text))
  const title = topic
    ? sentenceCase(topic.text)
    : sentenceCase((path?.text.split('/').at(-1) ?? '').replace(/\.md$/, '').replaceAll('-', ' '))
  const at = path ? normal(path.text) : `docs/${slug(title)}.md`
  if (title === '' || at === 'docs/.md') return null
  const questions = body.text === '' ? [`What should the page “${title}” say? Write it after a colon.`] : []
  if (/⟦[A-Z_]+_\d+⟧/.test(body.text))
    questions.push('Something personal or secret was taken out of the page. What should stand in its place?')
  const inferred = [
    ...(path ? [] : [`The page is ${at}, named after its title.`]),
    ...(topic ? [] : [`The title is “${title}”, from the file's name.`]),
  ]
  return reading(
    { shape: 'docs', service, path: at, title, body: body.text },
    [
      path ? span('path', path) : null,
      topic ? span('title', topic) : null,
      body.text === '' ? null : span('body', body),
    ],
    { inferred, questions, used },
  )
}

/** The match was trimmed; the colon or line end it ended with may have been white space. */
const leadingGap = (found: Found, text: Piece) =>
  /^\s*/.exec(text.text.slice(endOf(found.whole) - text.start))?.[0].length ?? 0

const unquoted = (piece: Piece): Piece =>
  /^["“].*["”]$/.test(piece.text) ? slice(piece, 1, piece.text.length - 1) : piece
const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const normal = (path: string) =>
  `${path
    .replace(/\.md$|\.+$/g, '')
    .toLowerCase()
    .replaceAll('_', '-')}.md`
