import { after, find, type Piece, slice, split, trimmed } from './piece.ts'

/** The clause that asks for something, and the ones that stand beside it. */
export interface Clauses {
  main: Piece
  rest: Piece[]
}

const greeting =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|dear (?:all|team|colleagues?))\b(?: (?:team|all|there|everyone|folks))?[,!.\s]*/i
const politeness =
  /^(?:please|kindly|also|and|then|so|now|just|simply|can you|could you|(?:we|i)['’]d like(?: you)? to|can we|could we|would you|will you|may we|we (?:need|want|would like|'d like)(?: you)? to|i (?:need|want|would like|'d like)(?: you)? to|i(?:'d| would) like(?= (?:an?|the) )|(?:we|i) (?:need|want)(?= (?:an?|the) )|it would be (?:nice|good|great|useful) (?:to|if we could)|let(?:'s| us)|make it possible to|we should|you should|our (?:users|people|agents|staff) (?:need|want) to)\b[,:]?\s*/i
const story = /^as an? [^,]{2,60},?\s+(?:i|we) (?:want|need|would like|'d like)\s*(?:to\s+)?/i
const purpose =
  /\s*,?\s+(?:so that|so (?:we|they|i|people|everyone|agents?|users?|the)\b|in order to|because|since|as we\b|for (?:our|the) (?:users|people|agents|staff|planners)\b)(?:.*)$/is

/** Says why or how things are, and asks for nothing. */
const background =
  /^(?:because|so that|this (?:helps?|lets|will|is|would|makes)|it (?:helps|lets|will|is|would|was)|that (?:way|will|would|helps)|today|currently|right now|at (?:the moment|present)|at this time|we (?:currently|often|sometimes|now|already|have been|are)|(?:our|the|port|customs) (?:agents?|staff|planners?|users?|pilots?|officers?|people|teams?|office) (?:currently|often|sometimes|now|have|are|keep)|people (?:keep|are|often)|for (?:example|instance)|e\.?g\.?|thanks?(?: you)?|many thanks|cheers|regards|background|context)\b/i

const furniture =
  /^(?:please\s+)?(?:(?:with|and|plus|include|including|add|write|also)\s+)*(?:(?:an?|the|its|some|unit|api|database|db|sql|integration|end[- ]to[- ]end|e2e|openapi|matching|corresponding|necessary|needed|all)\s+)*(?:migrations?|tests?|documentation|docs|specs?|spec)(?:\s*(?:,|and|&|plus|,\s*and)\s*(?:(?:an?|the|its|unit|api|database|openapi|some)\s+)*(?:migrations?|tests?|documentation|docs|specs?))*(?:\s+(?:too|as well|please|included|for it|for this))*[.!]?$/i
const tail =
  /\s*(?:,|;|\band\b|\bwith\b|\bincluding\b)\s*(?:(?:an?|the|its|unit|api|database|db|some|all)\s+)*(?:migrations?|tests?)(?:\s*(?:,|and|&|,\s*and)\s*(?:(?:an?|the|its|unit|some)\s+)*(?:migrations?|tests?|docs|documentation))*(?:\s+(?:too|as well|please|included))*\s*[.!]?$/i

/** Every change is delivered with a migration where it needs one, tests and documentation: asking for them adds nothing. */
const isFurniture = ({ text }: Piece) => furniture.test(text)

/** Splits an intent; null when no clause asks for anything. */
export function clausesOf(whole: Piece): Clauses | null {
  const all = split(trimmed(whole), /[;\n]+|[.!?](?=\s|$)/)
    .map(withoutCourtesy)
    .filter((clause) => clause.text !== '' && !background.test(clause.text) && !isFurniture(clause))
  const [main, ...rest] = all
  return main ? { main, rest } : null
}

function withoutCourtesy(clause: Piece): Piece {
  let bare = clause
  for (let found = courtesy(bare); found; found = courtesy(bare)) bare = after(bare, found)
  return cut(cut(cut(bare, purpose), /[,\s]*\b(?:please|thanks|thank you|asap)\b[.!]*$/i), tail)
}

function courtesy(clause: Piece) {
  const found = find(clause, story) ?? find(clause, greeting) ?? find(clause, politeness)
  return found && found.whole.text !== '' ? found : null
}

function cut(clause: Piece, ending: RegExp): Piece {
  const found = find(clause, ending)
  return found ? slice(clause, 0, clause.text.length - lengthFrom(clause, ending)) : clause
}

const lengthFrom = (clause: Piece, ending: RegExp) => ending.exec(clause.text)?.[0].length ?? 0
