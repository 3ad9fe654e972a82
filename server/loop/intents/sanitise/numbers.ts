import { isCard, passesIban } from './checksums.ts'
import { type Detector, pattern } from './span.ts'

/** Numbers that belong to one person or account. */

const digitsOf = (value: string) => value.replaceAll(/\D/g, '')

/** Numbering Plan Areas of the Caribbean (NANPA): with one of these, no `+1` is needed to know a telephone. */
const caribbean = '242|246|264|268|284|340|345|441|473|649|658|664|721|758|767|784|787|809|829|849|868|869|876|939'
const subscriber = String.raw`[2-9]\d{2}[ .-]?\d{4}`
const callWords = String.raw`\b(?:call|calling|phone|telephone|tel|mobile|cell|fax|whatsapp|ring|text|sms|hotline)\b`

const phones: readonly Detector[] = [
  pattern(
    'PHONE',
    new RegExp(String.raw`(?<![\w.-])(?:\+?1[ .-]?)?\(?(?:${caribbean})\)?[ .-]?${subscriber}(?![\w-])`),
  ),
  pattern('PHONE', /(?<![\w.])\+(?!1[ .-]?0)[1-9]\d{0,2}(?:[ .-]?\(?\d{1,4}\)?){2,5}(?!\d)/, (value) => {
    const { length } = digitsOf(value)
    return length >= 8 && length <= 15
  }),
  pattern('PHONE', /(?<![\w.-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}(?![\w-]|\.\d)/),
  pattern(
    'PHONE',
    new RegExp(String.raw`${callWords}[^\n.;]{0,24}?(?<value>(?<![\w-])[2-9]\d{2}[ -]?\d{4})(?![\w-])`, 'i'),
  ),
]

/** ISO 7812 card numbers, in the groups people write them in. */
const cards = pattern('CARD', /(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])/, (value) => isCard(digitsOf(value)))

const ibans = pattern('IBAN', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?: ?[A-Z0-9]{1,3})?\b/i, (value) => {
  const compact = value.replaceAll(' ', '').toUpperCase()
  return compact.length >= 15 && compact.length <= 34 && passesIban(compact)
})

const accounts = pattern(
  'BANK_ACCOUNT',
  /\b(?:bank )?(?:account|acct|a\/c)(?: (?:no\.?|number|is|of|#))*[ :#]{1,3}(?<value>\d[\d -]{4,18}\d)\b/i,
)

const identityWords = String.raw`(?:national id(?:entification)?(?: card)?|id card|identity card|identification card|(?:electoral |voter'?s? )?id|nis|nib|nht|trn|bir|tin|ssn|social security|national insurance|passport|driver'?s? (?:licen[cs]e|permit)|driving permit|dp|tax(?:payer)? (?:id|registration))`

const holdsIdentity = (value: string) => digitsOf(value).length >= 4

const identities: readonly Detector[] = [
  pattern(
    'NATIONAL_ID',
    new RegExp(
      String.raw`\b${identityWords}(?: (?:no\.?|number|num|card|is|of|#))*[ :#]{1,3}(?<value>[A-Z]{0,3}[ -]?\d[\dA-Z-]{4,14})\b`,
      'i',
    ),
    holdsIdentity,
  ),
  pattern('NATIONAL_ID', /(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/),
  pattern('NATIONAL_ID', /(?<![\w-])1\d{2}-\d{3}-\d{3}(?![\w-])/),
  // Trinidad and Tobago: date of birth and three digits. Barbados: date of birth, hyphen, four digits.
  pattern(
    'NATIONAL_ID',
    /(?<![\w.-])(?:19[2-9]\d|200\d|201[0-5])(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\w.-])/,
  ),
  pattern('NATIONAL_ID', /(?<![\w.-])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d{4}(?![\w.-])/),
]

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const dates = String.raw`(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${months}),? \d{4}|(?:${months}) \d{1,2}(?:st|nd|rd|th)?,? \d{4})`

const births = pattern(
  'BIRTH_DATE',
  new RegExp(String.raw`\b(?:date of birth|d\.?o\.?b\.?|born|birth ?da(?:y|te))\b[^\n;]{0,20}?(?<value>${dates})`, 'i'),
)

export const numberDetectors: readonly Detector[] = [...identities, births, ibans, cards, accounts, ...phones]
