/** Every page that a person reaches without an id. */
export const places = [
  '/',
  '/intents',
  '/intents/new',
  '/inbox',
  '/deployments',
  '/incidents',
  '/ledger',
  '/ledger/verify',
  '/policies',
  '/policies/decisions',
  '/workspaces',
  '/people',
  '/halt',
  '/status',
] as const

/** Pages that can be asked for something which there is none of, with the address that does. */
export const askedForNothing = [
  '/deployments?service=nobody-has-this',
  '/policies?q=no+rule+says+this',
  '/policies/decisions?service=nobody-has-this',
  '/workspaces?q=no+service+is+this',
  '/people?role=captain',
] as const

/** Pages of one thing, with ids that are nobody’s, or no ids at all. */
export const nowhere = [
  '/intents',
  '/inbox',
  '/deployments',
  '/incidents',
  '/policies/decisions',
  '/ledger',
  '/lineage',
].flatMap((folder) => [
  `${folder}/chg_nothing`,
  `${folder}/%00`,
  `${folder}/${'a'.repeat(3_000)}`,
  `${folder}/%3Cscript%3Ealert(1)%3C%2Fscript%3E`,
  `${folder}/..%2F..%2Fetc%2Fpasswd`,
])
