import { type Detector, pattern } from './span.ts'

/** Addresses of people and the people themselves, where the words around them say so. */

/** Mailboxes of an office, which identify nobody. */
const offices =
  /^(?:info|contact|support|help(?:desk)?|admin|office|operations|ops|security|privacy|billing|sales|no-?reply|postmaster|webmaster|harbou?r(?:-?master)?|port|customs|pilots?|enquir(?:y|ies)|inquir(?:y|ies)|feedback|service|team|git|dpo)$/i

const emails: readonly Detector[] = [
  pattern(
    'EMAIL',
    /(?<![\w.+-])[\p{L}\p{N}._%+'-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24}/u,
    (value) => !offices.test(value.split('@')[0] ?? ''),
  ),
  pattern('EMAIL', /\b[\w.+-]+ ?(?:\[at\]|\(at\)| at ) ?[\w-]+(?: ?(?:\[dot\]|\(dot\)| dot ) ?[\w-]+)+/i),
]

/** Words that follow a title when it names a field or an office, not a person. */
const notNames =
  '(?!(?:Name|Number|Id|ID|Email|Phone|Signature|Title|Role|Code|Date|Report|Field|List|Page|Office|Class|Rank|License|Licence)\\b)'
const name = String.raw`\p{Lu}[\p{L}'’-]+`

const persons: readonly Detector[] = [
  pattern(
    'PERSON',
    new RegExp(
      String.raw`(?<!\p{L})(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Capt|Captain|Sgt|Cpl|PC|Officer|Nurse)\.? (?<value>${notNames}${name}(?: ${name}){0,2})`,
      'u',
    ),
  ),
  pattern(
    'PERSON',
    new RegExp(
      String.raw`\b(?:[Mm]y name is|I am called|[Ss]igned(?: by)?,?|[Rr]egards,?|[Tt]hanks,?)\s+(?<value>${notNames}${name}(?: ${name}){1,2})`,
      'u',
    ),
  ),
  pattern(
    'PERSON',
    new RegExp(
      String.raw`\b(?:[Pp]atient|[Pp]assenger|[Cc]rew member|[Tt]axpayer|[Ee]mployee|[Cc]ontact(?: person)?) (?<value>${notNames}${name}(?: ${name}){1,2})`,
      'u',
    ),
  ),
]

const addresses = pattern(
  'ADDRESS',
  new RegExp(
    String.raw`(?<![\w.-])\d{1,5}[A-Za-z]?,? (?:${name} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Terrace|Boulevard|Crescent|Gardens|Trace|Extension)\b(?:, ${name}(?: (?:of )?${name}){0,2})?`,
    'u',
  ),
)

export const peopleDetectors: readonly Detector[] = [...emails, ...persons, addresses]
