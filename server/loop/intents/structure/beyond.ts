/**
 * What no template builds. Found anywhere in an intent, the whole intent is refused: building the rest of it would quietly
 * leave out what was asked. Each group says, in the person's words, what it is about.
 */
const groups: readonly [string, RegExp][] = [
  [
    'signing in and permissions',
    /\b(?:sso|saml|oauth2?|oidc|openid|single sign[- ]?on|azure ad|entra|active directory|ldap|log ?ins?|logging in|log ?out|sign(?:ing)?[- ]?(?:in|on|up|out)|authenticat\w*|authori[sz]\w*|mfa|2fa|two[- ]factor|passwords?|passkeys?|jwt|rbac|role[- ]based|permissions?|access control|only (?:admins?|managers?|leads?|officers?|staff) (?:can|may|should)|admin(?:istrator)? (?:panel|page|area|rights|access)|captcha|sessions?)\b/i,
  ],
  [
    'sending messages',
    /\b(?:notif(?:y|ies|ications?)|send(?:s|ing)?|e-?mail(?:s|ing)? (?:the|a|an|them|me|us|everyone|agents?|people)|sms|alerts?(?! (?:level|code|type))|remind(?:s|ers?)?|push message|slack|teams message|whatsapp message|broadcast)\b/i,
  ],
  [
    'payments',
    /\b(?:stripe|paypal|wipay|payment (?:gateway|provider|page|integration)|check ?out|pay online|online payments?|(?:take|accept|process) (?:card )?payments?|refunds?)\b/i,
  ],
  [
    'other systems',
    /\b(?:integrat\w+|sync(?:hroni[sz]\w*)? (?:with|to|from)|webhooks?|connect (?:it |this |us )?(?:to|with)|third[- ]party|external (?:system|service|api)|asycuda|sap|salesforce|kafka|mqtt|rabbitmq|fetch (?:it |them |data )?from|pull (?:it |them |data )?from|scrape\w*|ais feed|live feed)\b/i,
  ],
  [
    'files',
    /\b(?:upload\w*|attach(?:ment|ments|ing)?|download\w*|(?:as|to|in) (?:an? )?(?:pdf|csv|excel|xlsx?|spreadsheet|word document)|export\w*|import(?:s|ing)? (?:from|a|the|all|csv|excel|data)|ocr|qr codes?|bar ?codes?|scan(?:s|ned|ning)?|print(?:s|able|ing|out)?)\b/i,
  ],
  [
    'work on a schedule',
    /\b(?:every (?:night|day|morning|evening|hour|week|month|minute)|nightly|hourly|daily (?:job|task|report|at|run)|weekly (?:job|task|report|run)|cron|schedul(?:e|ed|er|ing) (?:a |the )?(?:job|task|report|run|email|import)|background job|batch job|automatically (?:close|expire|cancel|archive|assign|create|calculate|update))\b/i,
  ],
  [
    'taking things away',
    /\b(?:delet(?:e|es|ing|ion)|remov(?:e|es|ing|al)|drop(?:s|ping)?|purg(?:e|ing)|eras(?:e|ing)|truncate|wipe|archiv(?:e|ing)|get rid of|decommission|deprecat\w*|retire)\b/i,
  ],
  [
    'renaming or moving what is there',
    /\b(?:renam(?:e|ing)|move (?:the )?\w+ (?:to|into|from)|merge (?:the )?\w+ (?:and|with|into)|split (?:the )?\w+ (?:into|from|off)|convert (?:the )?\w+ (?:to|into|from)|change the type|make (?:it |\w+ )?(?:unique|nullable))\b/i,
  ],
  [
    'changing records that exist',
    /\b(?:edit(?:ing|able)?|updat(?:e|es|ing) (?:an? |the |existing |all |their |its )?\w+|patch|put endpoint|crud|bulk|amend\w*|backfill|migrate (?:the |all |our |existing )?\w+ (?:to|from|into)|seed data|correct (?:the|all|existing) \w+)\b/i,
  ],
  [
    'repairing a fault',
    /\b(?:fix(?:es|ing)?|bugs?|broken|crash\w*|does(?: not|n't) work|not working|fail(?:s|ing|ure)?|errors?(?! rate)|wrong(?:ly)?|regression|investigate|debug|leak(?:s|ing)?|hotfix)\b/i,
  ],
  [
    'speed and capacity',
    /\b(?:perform(?:ance|s)|faster|speed up|slow(?:er|ly)?|cach(?:e|ing)|optimi[sz]\w*|index(?:es|ing)?|paginat\w*|rate[- ]limit\w*|throttl\w*|load balanc\w*|scal(?:e|ing|able))\b/i,
  ],
  [
    'structure and technology',
    /\b(?:refactor\w*|rewrit\w*|re-?architect\w*|architecture|microservices?|monolith|upgrad\w*|switch (?:to|from)|replace (?:the |our )?\w+ with|port (?:it |this )?to|graphql|grpc|websockets?|real[- ]?time|event (?:bus|sourcing)|message (?:queue|broker)|kubernetes|docker\w*|terraform|deploy\w*|ci\/cd|pipeline|dependenc(?:y|ies)|librar(?:y|ies)|framework|new (?:micro)?service|mongodb|redis|elasticsearch|another database|multi[- ]?tenan\w*|offline mode|mobile app|ios|android)\b/i,
  ],
  [
    'looks and language',
    /\b(?:dark mode|colou?rs?|css|styl(?:e|es|ing)|logo|font|layout|responsive|translat\w*|multilingual|i18n|in (?:spanish|french|dutch)|theme|icons?|accessib\w+|screen reader|homepage|home page|landing page|navigation|menu|button|tabs?|modal|dialog)\b/i,
  ],
  [
    'charts, maps and reports',
    /\b(?:charts?|graphs?|dashboards?|maps?|heat ?map|reports?(?! (?:number|date|type|id|code|reference))|statistics|analytics|kpis?|trend\w*|average|sum of|total (?:of|per)|group(?:ed)? by|per (?:day|week|month|berth|vessel))\b/i,
  ],
  [
    'judgements a machine would make',
    /\b(?:machine learning|artificial intelligence|\bai\b|predict\w*|forecast\w*|recommend\w*|detect(?:s|ion)?|chat ?bot|classif\w+|suggest\w*|smart|fraud|calculat\w*|comput\w*|assign(?:s|ing)? (?:a |the )?berths?)\b/i,
  ],
  [
    'secrets and keys',
    /\b(?:api keys?|secrets?|credentials?|encrypt\w*|certificates? rotation|key rotation|tls|vault)\b/i,
  ],
  [
    'links between records',
    /\b(?:foreign keys?|link(?:s|ed|ing)? (?:to|with|each)|relat(?:e|es|ed|ion|ionship)s? (?:to|with|between)|many[- ]to[- ]many|one[- ]to[- ]many|join(?:s|ed|ing)? (?:with|to))\b/i,
  ],
  [
    'rules about several values',
    /\b(?:unique|uniqueness|duplicates?|overlap\w*|conflict\w*|double[- ]book\w*|before the (?:etd|departure|end)|after the (?:eta|arrival|start)|in the (?:past|future)|workflow|approval (?:flow|step|process)|state machine|undo|history|audit (?:log|trail)|version(?:s|ing|ed)|soft[- ]delet\w*|cancel\w*|mandatory|compulsory)\b/i,
  ],
  [
    'the policies that govern this system',
    /\b(?:consent(?: envelopes?)?|gdpr|retention|data protection|kill ?switch|policy|policies|rego|ledger|approval rules?|data residency)\b/i,
  ],
]

export interface Beyond {
  about: string
  words: string
}

/** What in these words no template can build; null when nothing is. */
export function beyond(text: string): Beyond | null {
  for (const [about, expression] of groups) {
    const match = expression.exec(text)
    if (match) return { about, words: match[0] }
  }
  return null
}
