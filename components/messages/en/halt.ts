export const halt = {
  title: 'Halt',
  lead: 'Stops automation at once: no model call, no generated code, no automatic approval and no weight increase. Production keeps serving, and people keep deciding.',
  running: 'Running',
  runningWhy: 'Automation may act. What happens is on every page as it happens.',
  haltedGlobal: 'Halted',
  haltedGlobalWhy: 'No automation acts anywhere on this instance.',
  haltedService: (service: string) => `Halted: ${service}`,
  haltedServiceWhy: 'No automation acts for this service. Others go on.',
  engage: 'Halt automation',
  scope: 'What to halt',
  global: 'Everything',
  globalWhy: 'Every service, every worker, every model.',
  service: 'One service or some',
  serviceWhy: 'Type names, with commas between. A name that is not known is halted too, and you are told.',
  serviceName: 'Service',
  reason: 'Why',
  reasonHint: 'Everyone reads this. Left empty, the ledger records “unspecified”.',
  submit: 'Halt now',
  effectTitle: (names: string | null) => `What halting ${names ?? 'everything'} does now`,
  stops: 'Stops',
  holds: 'Stays',
  keeps: 'Goes on',
  stopsNothing: 'No work of the automation is running this moment.',
  stopsWork: (pieces: string) => `${pieces}: stopped within a second, and begun again after resuming.`,
  pieces: {
    designing: (count: number) => (count === 1 ? '1 design' : `${count} designs`),
    generating: (count: number) => (count === 1 ? '1 generation' : `${count} generations`),
    judging: (count: number) => (count === 1 ? '1 judgement by policy' : `${count} judgements by policy`),
    building: (count: number) => (count === 1 ? '1 build' : `${count} builds`),
    rollingOut: (count: number) => (count === 1 ? '1 start of a rollout' : `${count} starts of a rollout`),
    merging: (count: number) => (count === 1 ? '1 merge' : `${count} merges`),
  },
  otherPieces: (count: number) => (count === 1 ? '1 piece of work' : `${count} pieces of work`),
  holdsNothing: 'Nothing is on its way.',
  heldAt: (percent: string) => `its canary stays at ${percent}`,
  heldBefore: (state: string) => `its rollout stays where it is (${state.toLowerCase()})`,
  waiting: (count: number) => (count === 1 ? '1 change waits where it is.' : `${count} changes wait where they are.`),
  serves: (count: number) =>
    count === 0
      ? 'Nothing is in production here.'
      : count === 1
        ? 'Production keeps serving.'
        : `Production keeps serving, all ${count} services.`,
  questions: (count: number) =>
    count === 0
      ? 'People read, sign and decline.'
      : count === 1
        ? 'People read, sign and decline; 1 question is open.'
        : `People read, sign and decline; ${count} questions are open.`,
  ownCommits: (count: number) =>
    count === 0
      ? 'A person’s own commit goes its way to production.'
      : count === 1
        ? 'A person’s own commit, which is under way, goes on.'
        : `${count} commits by people are under way and go on.`,
  rollingBack: 'Rolling back stays possible.',
  records: 'The ledger records.',
  unknown: (names: string) => `No service is called ${names}. It is halted by that name all the same.`,
  alreadyHalted: (names: string) => `Halted already: ${names}.`,
  who: 'Halted by',
  when: 'When',
  via: 'By way of',
  vias: {
    page: 'this page',
    cli: 'the command line',
    command: 'the emergency command',
    journal: 'the emergency script',
    policy: 'a policy',
  },
  checklist: 'What resuming needs',
  checklistWhy: 'Two people, each with their own clearance. Nothing resumes by itself.',
  clearances: {
    councilDirective: {
      name: 'Council directive',
      who: 'A member of the council',
      reference: 'Number or title of the directive',
    },
    securityClearance: {
      name: 'Security clearance',
      who: 'A security reviewer',
      reference: 'Number or title of the clearance',
    },
    leadApproval: { name: 'Lead approval', who: 'A lead engineer', reference: 'What you checked' },
    policyUpdate: {
      name: 'Merged policy update',
      who: 'The commit that changed the policy',
      reference: 'Commit of the policy update',
    },
  },
  givenTag: 'Given',
  mayGive: (names: string) => `Who may give it: ${names}.`,
  nobodyMayGive: 'Nobody holds that role. An administrator has to grant it first.',
  reasonGiven: 'Reason',
  free: 'free to act',
  resumedWord: 'resumed',
  missing: 'Missing',
  give: 'Give this clearance',
  resume: 'Resume automation',
  resumeWhy: 'Work that was stopped starts again from its last finished step.',
  propagation: 'Who has heard it',
  propagationWhy: 'Each process that acts, and whether it has stopped.',
  acknowledged: 'has heard it',
  notYet: (since: string) => `has not answered for ${since}`,
  zero: 'Nothing of the automation runs',
  zeroWhy: 'Every process has heard the halt, and what it covers has stopped.',
  spreading: (silent: number, running: number) =>
    [
      silent > 0 && (silent === 1 ? 'one process has not answered' : `${silent} processes have not answered`),
      running > 0 && (running === 1 ? 'one piece of work still runs' : `${running} pieces of work still run`),
    ]
      .filter(Boolean)
      .join(', ')
      .replace(/^./, (first) => first.toUpperCase()),
  spreadingWhy: 'A halt is heard within a second. This follows it until nothing runs.',
  late: (limit: string) =>
    `This should have taken less than ${limit}. Its effects are refused all the same; stop the process by hand.`,
  byHand: 'By hand, on the machine it runs on:',
  reloadToSee: 'Reload the page to see how far it has come.',
  runsFor: (time: string) => `still runs after ${time}`,
  goesOn: 'goes on',
  stillRunning: (count: number) => (count === 0 ? 'nothing running' : `${count} still running`),
  history: 'Earlier halts',
  historyLasted: (time: string) => `lasted ${time}`,
  historyEmpty: 'Automation was never halted here.',
  done: {
    engaged: 'Automation is halted.',
    engagedUnknown: (service: string) => `No service is called ${service}. It is halted by that name all the same.`,
    cleared: 'Your clearance is recorded.',
    resumed: 'Automation runs again.',
  },
} as const
