/** What a credential looks like. The first group, where there is one, is the secret itself; placeholders in it are let pass. */
interface SecretRule {
  id: string
  what: string
  pattern: RegExp
  /** Least entropy of the secret, in bits per character. */
  entropy?: number
}

const rules: readonly SecretRule[] = [
  { id: 'privateKey', what: 'A private key', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/ },
  { id: 'aws', what: 'An AWS access key', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/ },
  {
    id: 'awsSecret',
    what: 'An AWS secret key',
    pattern: /aws.{0,30}?['"=:\s]([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/i,
    entropy: 4,
  },
  { id: 'github', what: 'A GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,})/ },
  { id: 'gitlab', what: 'A GitLab token', pattern: /\bglpat-[\w-]{20,}/ },
  { id: 'anthropic', what: 'An Anthropic key', pattern: /\bsk-ant-[\w-]{20,}/ },
  { id: 'openai', what: 'An OpenAI key', pattern: /\bsk-(?:proj-|svcacct-|admin-)?(?!ant-)[A-Za-z0-9_-]{32,}/ },
  {
    id: 'slack',
    what: 'A Slack token',
    pattern: /\bxox[abeoprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{10,}/,
  },
  { id: 'stripe', what: 'A Stripe key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/ },
  {
    id: 'google',
    what: 'A Google key',
    pattern: /\bAIza[\w-]{35}|\bya29\.[\w-]{20,}|"private_key_id":\s*"[0-9a-f]{40}"/,
  },
  { id: 'npm', what: 'An npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b|:_authToken=(?!\$\{)\S{10,}/ },
  { id: 'sendgrid', what: 'A SendGrid key', pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}/ },
  { id: 'twilio', what: 'A Twilio key', pattern: /\bSK[0-9a-f]{32}\b/ },
  { id: 'azure', what: 'An Azure storage key', pattern: /AccountKey=[A-Za-z0-9+/]{60,}={0,2}/ },
  { id: 'jwt', what: 'A signed token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,}/ },
  {
    id: 'url',
    what: 'An address with a password',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"`]+:([^\s@/'"`]{3,})@[\w.-]+/,
  },
  {
    id: 'assigned',
    what: 'Something that looks like a password or key',
    pattern:
      /(?:passwo?r?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)\w*['"]?\s*[:=]\s*['"`]((?=[^'"`]*[^A-Za-z_.:'"`-])[^'"`\s]{8,})['"`]/i,
    entropy: 3,
  },
  {
    id: 'variable',
    what: 'Something that looks like a password or key',
    pattern:
      /^(?:export\s+)?[A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)[A-Z0-9_]*\s*=\s*([^\s'"`$<{][^\s'"`]{7,})\s*$/,
    entropy: 3,
  },
  {
    id: 'entropy',
    what: 'A long random text',
    pattern: /['"`]((?=[^'"`]*[A-Z])(?=[^'"`]*[a-z])(?=[^'"`]*\d)[A-Za-z0-9+/_=-]{40,})['"`]/,
    entropy: 4.6,
  },
]

const placeholder =
  /^(?:example|sample|placeholder|change-?me|your|my|xxx|dummy|fake|test|redacted|secret|password|pass|postgres|user|hunter2|correct|wrong|\*+$|<|\$|\{|%|process\.env|import\.meta)/i
const publicDigest = /^sha(?:1|224|256|384|512)-/

export interface SecretHit {
  rule: string
  what: string
}

/** What in one line looks like a credential. `generated` files, such as lockfiles, are full of random text that is public. */
export function secretsInLine(line: string, generated = false): SecretHit[] {
  if (line.length < 12) return []
  return rules
    .filter((rule) => !(generated && rule.id === 'entropy'))
    .filter((rule) => matches(rule, line))
    .map(({ id, what }) => ({ rule: `secret.${id}`, what }))
}

function matches({ pattern, entropy: least = 0 }: SecretRule, line: string): boolean {
  for (const match of line.matchAll(new RegExp(pattern, `g${pattern.flags.replace('g', '')}`))) {
    const secret = match[1]
    if (secret === undefined) return true
    if (!placeholder.test(secret) && !publicDigest.test(secret) && entropyOf(secret) >= least) return true
  }
  return false
}

/** Shannon entropy in bits per character: English words about 3, random base64 of 40 characters about 4.7. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0)
}
