import { type Detector, pattern } from './span.ts'

/** Keys, tokens and passwords: by their makers' prefixes, by the words before them, and by looking random. */

const issued: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/,
  /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{20,}\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bsk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{20,}/,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}\b/,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/,
  /\bAIza[0-9A-Za-z_-]{35}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /\bdop_v1_[0-9a-f]{64}\b/,
  /\bAGE-SECRET-KEY-1[0-9A-Z]{50,}/,
  /\bhttps:\/\/hooks\.slack\.com\/services\/[\w/]+/,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/,
]

const scheme =
  'postgres(?:ql)?|mysql|mariadb|mongodb(?:\\+srv)?|rediss?|amqps?|mssql|sqlserver|oracle|jdbc:[a-z]+|ldaps?|ftps?|sftp|smtps?'

const connections: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:${scheme})://[^\s"'<>]*[^\s"'<>.,;:)]`, 'i'),
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"'<>]+:[^\s/@"'<>]+@[^\s"'<>]*[^\s"'<>.,;:)]/i,
  /\b(?:Server|Data Source|Host|AccountName|Endpoint)=[^;\s]+;(?:[^\n]*?;)?\s*(?:Password|Pwd|AccountKey|SharedAccessKey)=[^;\s]+/i,
]

const secretWords = String.raw`(?:pass(?:word|wd|phrase|code)|pwd|secret(?: ?key)?|api[ _-]?key|access[ _-]?key|auth(?:orization)?[ _-]?token|access[ _-]?token|token|credential|bearer|private[ _-]?key|pin(?: code)?|otp)`

/** `password: required` describes a field; these words after a secret's name are no secret. */
const describing =
  /^(?:text|string|required|optional|mandatory|hash(?:ed)?|unique|null(?:able)?|true|false|none|integer|number|uuid|varchar|encrypted|hidden|masked|expired?|invalid|missing|length|policy|field)$/i

const bare = (value: string) => value.replace(/[.)]+$/, '')
const looksSecret = (value: string) =>
  value.length >= 6 && /[\d!#$%&*+=?@^]/.test(value) && (/[A-Za-z]/.test(value) || /\d{6}/.test(value))
const isPassword = /^(?:pass|pwd)/i

const named: readonly Detector[] = [
  pattern(
    'SECRET',
    new RegExp(
      String.raw`\b${secretWords}\b\s*(?:is|was|=|:|to|of)?\s*["'“‘\x60](?<value>[^\s"'”’\x60]{4,})["'”’\x60]`,
      'i',
    ),
    (value) => !describing.test(value),
  ),
  pattern(
    'SECRET',
    new RegExp(String.raw`(?:\b|_)${secretWords}\s*[=:]\s*(?<value>[^\s,;"']{4,})`, 'i'),
    (value, whole) =>
      !describing.test(bare(value)) &&
      (looksSecret(value) || (value.length >= 8 && (isPassword.test(whole) || whole.includes('=')))),
  ),
  pattern(
    'SECRET',
    new RegExp(String.raw`\b${secretWords}\s+(?:(?:is|was|to|of)\s+)?(?<value>[^\s,;"'()]{5,}[^\s,;"'().])`, 'i'),
    (value) => looksSecret(value) && /\d/.test(value) && !/^\d+(?:[-.]\w+)*$/.test(value),
  ),
  pattern('SECRET', /\b(?:pin(?: code)?|otp|passcode)\s*(?:is|was|=|:)\s*(?<value>\d{4,8})\b/i),
  pattern('SECRET', /\bBearer\s+(?<value>[A-Za-z0-9._~+/-]{12,}=*)/),
]

/** Shannon entropy in bits per character. Words stay under 4; 40 random base-64 characters are over 4.5. */
function entropy(text: string): number {
  const counts = [...text].reduce((seen, each) => seen.set(each, (seen.get(each) ?? 0) + 1), new Map<string, number>())
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0)
}

/** Base 64 of plain words hides them rather than guards anything; that is shown as encoded text instead. */
const spellsWords = (value: string) => /^[\x20-\x7E\s]{16,}$/.test(Buffer.from(value, 'base64').toString('latin1'))

const random = pattern(
  'SECRET',
  /(?<![\w/.-])[A-Za-z0-9+/_-]{24,}={0,2}(?![\w/])/,
  (value) =>
    /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d.*\d/.test(value) && entropy(value) > 4 && !spellsWords(value),
)

export const credentialDetectors: readonly Detector[] = [
  ...connections.map((expression) => pattern('CONNECTION', expression)),
  ...issued.map((expression) => pattern('SECRET', expression)),
  ...named,
  random,
]
