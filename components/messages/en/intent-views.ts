import type { PromiseKind, PromiseState } from '#server/loop/autonomy/overview/vocabulary.ts'
import type { ModelFault } from '#server/ports/models.ts'

const promiseKinds: Record<PromiseKind, string> = {
  operation: 'Operation',
  table: 'Table',
  column: 'Column',
  rule: 'Rule of a table',
  environment: 'Setting',
  dependency: 'Package',
  document: 'Document',
}

const promiseStates: Record<PromiseState, string> = {
  kept: 'in the commit',
  missing: 'not in the commit',
  beyond: 'not in the design',
  open: 'not written yet',
  unseen: 'could not be told',
}

const faults: Record<ModelFault, string> = {
  overloaded: 'the provider was overloaded',
  rateLimited: 'too many requests',
  serverError: 'the provider failed',
  connectionLost: 'the line broke',
  stalled: 'it stopped answering',
  deadline: 'it took too long',
  modelRetired: 'the model is retired',
  unauthorised: 'the key was not accepted',
  invalidRequest: 'the request was not accepted',
  invalidAnswer: 'the answer did not fit',
  noTemplate: 'no template fits',
  aborted: 'it was stopped from here',
}

const tokensOf = (input: number, output: number, cached: number) => {
  if (input + output + cached === 0) return 'none'
  const counts = `${input.toLocaleString('en')} in, ${output.toLocaleString('en')} out`
  return cached > 0 ? `${counts}, ${cached.toLocaleString('en')} from the cache` : counts
}

const calls = {
  title: 'Model and template calls',
  lead: 'As the ledger has them, failed ones too. What was sent and what came back is kept encrypted for a time.',
  none: 'Nothing was asked of a model or a template yet',
  noneWhy: 'Each call stands here with what it cost, where it ran and what came of it.',
  purposes: { design: 'Design', code: 'Code', repair: 'Repair', review: 'Review' },
  outcomes: { answered: 'answered', refused: 'refused', failed: 'failed' },
  entry: 'Ledger entry',
  provider: 'Provider',
  templates: 'reviewed templates, no model',
  requested: 'Asked for',
  answered: 'Answered by',
  noAnswer: 'nobody',
  rank: 'Place in the chain',
  rankOf: (rank: number) => (rank === 0 ? 'first choice' : `fallback ${rank}`),
  retries: 'Retries',
  fault: 'Fault',
  noFault: 'none',
  faults,
  tokens: 'Tokens',
  tokensOf,
  cost: 'Cost',
  costOf: (dollars: number) => `${dollars.toFixed(4)} USD at list price`,
  costUnknown: 'not known',
  free: 'nothing',
  confidence: 'Confidence',
  lines: 'Lines written',
  linesOf: (byModel: number, fromTemplates: number) =>
    fromTemplates > 0
      ? `${fromTemplates.toLocaleString('en')} from templates`
      : `${byModel.toLocaleString('en')} by the model`,
  latency: 'Took',
  firstByte: (time: string) => `first byte after ${time}`,
  region: 'Ran in',
  here: 'this machine; nothing left it',
  prompt: 'Prompt template',
  rendered: 'Prompt as sent, by digest',
  request: 'Request, by digest',
  response: 'Answer, by digest',
  consents: 'Consent',
  consentsNone: 'No consent check is recorded for these calls.',
  stayedHere: 'No call left this machine, so no consent was needed.',
  permitted: 'permitted',
  refused: 'refused',
  checkedFor: (purpose: string) => `Checked for ${purpose.replaceAll('_', ' ')}`,
  envelope: (id: string) => `envelope ${id}`,
  noEnvelope: 'no envelope covers it',
} as const

const kept = {
  read: 'Read prompt and answer',
  request: 'What was sent',
  response: 'What came back',
  matches: 'has the digest in the signed entry',
  differs: 'is not what the entry names',
  keptUntil: (day: string) => `kept until ${day}`,
  expired: (day: string) => `Kept until ${day}, no longer here. The digest in the entry stays.`,
  erased: (day: string) => `Erased on ${day} by law. The digest in the entry stays.`,
  neverKept: 'Nothing was kept: nothing came back, or the call was made before words were kept.',
} as const

const many = (count: number, one: string, more: string) => (count === 1 ? one : `${count.toLocaleString('en')} ${more}`)

export const intentViews = {
  label: 'Views of this intent',
  names: {
    activity: 'Activity',
    plan: 'Plan',
    diff: 'Diff',
    checks: 'Tests and checks',
    models: 'Prompts and models',
    lineage: 'Lineage',
  },
  reading: 'Reading…',
  kept,
  evidenceDecides: 'evidence decides how long',
  untimed: 'not timed here',
  over: (spent: string, over: string, budget: string) => `${spent}, ${over} over its ${budget}`,
  parts: {
    intent: 'The intent',
    design: 'Design',
    code: 'Code',
    policy: 'Policy',
    build: 'Build',
    approval: 'Approval',
    rollout: 'Rollout',
    merge: 'Merge',
    other: 'Elsewhere',
  },
  acts: (count: number) => many(count, 'one step', 'steps'),
  foldedSmall: (count: number) => many(count, 'One smaller step', 'smaller steps'),
  foldedActs: (count: number) => many(count, 'Show the step', 'steps'),
  zoom: 'How near to look',
  zooms: { short: 'In short', story: 'Story', all: 'Every step' },
  follow: 'Follow live',
  following: 'Following',
  jump: (count: number) => `${many(count, 'One new step', 'new steps')}: jump to live`,
  promises: 'What the design promises',
  promisesWhy:
    'Each promise against the commit that policy judged. What the commit holds beyond its design is here too.',
  promisesOpen: 'No commit was judged yet; each is ticked off when one is.',
  promisesNothing: 'This design adds no operation, no data and no package.',
  noDesign: 'No design was chosen yet, or a person wrote the commit by hand.',
  comparedWith: 'Compared with commit',
  promiseKinds,
  promiseStates,
  testsRan: (passed: number, failed: number, covered: number | null) =>
    `${passed} passed and ${failed} failed in the judged commit${covered === null ? '' : `; ${Math.round(covered * 10) / 10} % of lines are covered`}. Which test shows which promise is not recorded.`,
  testsNotYet: 'No judged commit has run its tests yet.',
  filesHeld: (count: number) => many(count, 'One file in the commit', 'files in the commit'),
  diffTitle: 'Changed code',
  diffLead: 'Against where the change began. What policy and the checks found stands at its line.',
  findingsInDiff: (count: number) =>
    count === 0
      ? 'What was found is about no single file.'
      : `${many(count, 'One finding stands', 'findings stand')} at its place below.`,
  findingsCount: (count: number) => (count === 0 ? 'no findings' : many(count, 'one finding', 'findings')),
  findingsMore: (count: number) => `${many(count, 'One more', 'more')} in the report`,
  output: 'output',
  checksNoneWhy: 'They run in the sandbox as soon as code is written, and once more for the judgement.',
  checksOfRun: (number: number) => `What each tool said about the code of run ${number}.`,
  judgedOn: 'What policy relied on',
  judgedOnWhy: 'For the judgement everything ran once more, on exactly the commit.',
  looked: 'looked',
  lineageLead: (count: number) =>
    `${many(count, 'One ledger entry', 'ledger entries')}, by kind, each with what it came out of.`,
  wholeLineage: 'Open the whole lineage',
  stationEntries: (count: number) => many(count, 'one entry', 'entries'),
  cameOutOf: (kinds: string) => `out of ${kinds}`,
  calls,
} as const
