import type { Suspicion, SuspicionKind } from '#server/loop/intents/vocabulary.ts'

/**
 * Text that speaks to the system rather than of a change. Nothing here is removed: it is shown to people, raises the tier,
 * and is data to every model (OWASP LLM01). The list catches the plain cases; the boundary is that text has no authority.
 */
const expressions: readonly [SuspicionKind, RegExp][] = [
  [
    'instruction',
    /\b(?:ignore|disregard|forget|override|neglect)\b[^.\n]{0,30}\b(?:previous|prior|above|earlier|all|any|your|these|those|system)\b[^.\n]{0,20}\b(?:instructions?|rules?|prompts?|guidelines?|directions?|orders?|policies|policy|constraints?)\b/gi,
  ],
  ['instruction', /\b(?:new|updated|real|actual) (?:system )?instructions?\s*:/gi],
  [
    'instruction',
    /\byou are (?:now|no longer)\b|\bfrom now on,? you\b|\byour (?:new )?(?:role|task|job) is (?:now )?to\b/gi,
  ],
  [
    'instruction',
    /\b(?:act|behave|respond|pretend) (?:as|like) (?:if you|an? (?:ai|admin|administrator|developer|system|root|unrestricted|different)|the (?:system|admin|administrator|developer|approver))\b/gi,
  ],
  ['instruction', /\b(?:system prompt|developer mode|jailbreak|do anything now|DAN mode|god mode)\b/gi],
  [
    'instruction',
    /<\/?\s*(?:system|assistant|user|instructions?|im_start|im_end|tool|function_calls?)\b[^>\n]{0,40}>|<\|[^|\n]{1,40}\|>|\[\/?(?:INST|SYS(?:TEM)?)\]|^#{2,4} *(?:system|instructions?|assistant)\b/gim,
  ],
  [
    'instruction',
    /\b(?:reveal|print|show|repeat|output|leak|send)\b[^.\n]{0,25}\b(?:system prompt|your (?:prompt|instructions)|environment variables|env vars|api keys?|private keys?|credentials|secrets)\b/gi,
  ],
  [
    'instruction',
    /\b(?:note|message|hint|attention|important)\b[^.\n]{0,12}\b(?:to|for) (?:the )?(?:ai|assistant|model|llm|agent|bot|claude|copilot|gpt|classifier|reviewer bot)\b/gi,
  ],
  ['instruction', /\b(?:as an ai|dear (?:ai|assistant|model|claude)|hey (?:ai|claude|copilot|gpt))\b/gi],
  [
    'evasion',
    /\b(?:skip|bypass|avoid|circumvent|work around|get around|go around|without|no need for|disable|turn off|switch off|suppress)\b[^.\n]{0,30}\b(?:approvals?|reviews?|reviewers?|policy|policies|guards?|checks|gates?|kill ?switch|halt|ledger|audit(?: log| trail)?|sandbox|tests|secret scan|scanner|security review|sign-?off)\b/gi,
  ],
  [
    'evasion',
    /\b(?:auto-?|self-?)approve\b|\bapprove (?:this|it|the change) (?:automatically|immediately|yourself|without)\b|\b(?:already|pre-?)(?:-| )?approved\b/gi,
  ],
  [
    'evasion',
    /\b(?:mark|classify|treat|label|tag|rate|consider|log|file|keep|count)\b[^.\n]{0,25}\bas (?:an? )?(?:low|documentation|docs?|config|trivial|minor|harmless|safe)(?:[ -]?(?:risk|tier|only|change))?\b/gi,
  ],
  [
    'evasion',
    /\b(?:risk(?: tier)?|tier)\s*(?:is|=|:|should be|must be)\s*["']?low\b|\b(?:low|no)[ -]risk,? (?:so |please )?(?:just |no )?(?:merge|ship|deploy|approve|review)/gi,
  ],
  [
    'evasion',
    /\b(?:do not|don't|never|no need to) (?:tell|inform|mention|notify|alert|show|record|log|flag|report|ask)\b[^.\n]{0,30}\b(?:user|reviewers?|approvers?|lead|manager|security|council|legal|human|people|anyone|anybody|ledger|this|it)\b/gi,
  ],
  [
    'evasion',
    /\b(?:push|merge|deploy|commit|ship)\b[^.\n]{0,20}\b(?:straight|directly|right) (?:in)?to (?:main|master|production|prod)\b/gi,
  ],
  [
    'instruction',
    /\b(?:curl|wget)\s+(?:-\S+\s+)*https?:|\|\s*(?:ba|z)?sh\b|\brm -rf\b|\bbase64 (?:-d|--decode)\b|\beval\s*\(|\$\([^)\n]+\)|;\s*drop table\b|'\s*or\s*'?1'?\s*=\s*'?1/gi,
  ],
  [
    'encodedText',
    /(?<![\w/+-])(?=[^\s]{0,60}\d)(?=[^\s]{0,60}[A-Z])(?:[A-Za-z0-9+/]{4}){12,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?(?![\w/+])|(?:\\x[0-9a-f]{2}|%[0-9a-f]{2}|\\u[0-9a-f]{4}){6,}|(?:&#x?[0-9a-f]{2,5};){4,}/gi,
  ],
]

/** Every such stretch, in the order of the text. */
export function instructionsIn(text: string): Suspicion[] {
  return expressions
    .flatMap(([kind, expression]) =>
      [...text.matchAll(expression)].map((match) => ({
        kind,
        term: match[0].trim(),
        start: match.index,
        end: match.index + match[0].length,
      })),
    )
    .sort((one, other) => one.start - other.start)
}
