import type { Story } from './story.ts'

/** Whose browser a picture is taken in: signed out, or as someone of the practice team. */
export const viewers = ['Requester', 'Lead', 'Auditor', 'On-call'] as const
export type Viewer = (typeof viewers)[number] | null

export interface Shot {
  /** The file's name in `docs/pictures`, without its looks. */
  name: string
  path: string
  viewer: Viewer
  looks: readonly Look[]
  /** What must be there before the picture is taken, beside the title. */
  until?: string
}

/** What a look is called in the file's name; wide and light is called nothing. */
export const looks = {
  light: { colorScheme: 'light', width: 1440, height: 900, suffix: '' },
  dark: { colorScheme: 'dark', width: 1440, height: 900, suffix: '-dark' },
  narrow: { colorScheme: 'light', width: 390, height: 844, suffix: '-narrow' },
  narrowDark: { colorScheme: 'dark', width: 390, height: 844, suffix: '-narrow-dark' },
} as const
export type Look = keyof typeof looks

const node = '.react-flow__node'

/** While automation runs. */
export const running = (story: Story): Shot[] => [
  { name: 'sign-in', path: '/sign-in', viewer: null, looks: ['light', 'narrowDark'] },
  { name: 'home', path: '/', viewer: 'Lead', looks: ['light', 'dark', 'narrow'] },
  { name: 'new-intent', path: '/intents/new', viewer: 'Requester', looks: ['light', 'narrowDark'] },
  { name: 'intent', path: `/intents/${story.delivered}`, viewer: 'Requester', looks: ['light', 'dark', 'narrow'] },
  { name: 'intent-taken-back', path: `/intents/${story.rolledBack}`, viewer: 'Requester', looks: ['light'] },
  { name: 'intent-denied', path: `/intents/${story.denied}`, viewer: 'Requester', looks: ['light'] },
  { name: 'design', path: `/designs/${story.designed}`, viewer: 'Lead', looks: ['light', 'dark'], until: node },
  { name: 'design-request', path: `/inbox/${story.designRequest}`, viewer: 'Lead', looks: ['light'] },
  { name: 'inbox', path: '/inbox', viewer: 'Lead', looks: ['light'], until: 'text=What will happen' },
  { name: 'inbox', path: '/inbox', viewer: 'Lead', looks: ['narrow'] },
  { name: 'request', path: `/inbox/${story.request}`, viewer: 'Lead', looks: ['light', 'dark', 'narrow'] },
  { name: 'deployments', path: '/deployments', viewer: 'On-call', looks: ['light'] },
  { name: 'deployment', path: `/deployments/${story.rollout}`, viewer: 'On-call', looks: ['light', 'dark'] },
  { name: 'lineage', path: `/lineage/${story.delivered}`, viewer: 'Auditor', looks: ['light', 'dark'], until: node },
  { name: 'entry', path: `/ledger/${story.entry}`, viewer: 'Auditor', looks: ['light'], until: 'text=Holds' },
  { name: 'verify', path: '/ledger/verify', viewer: 'Auditor', looks: ['light'] },
  { name: 'policies', path: '/policies', viewer: 'Auditor', looks: ['light'] },
  { name: 'decision', path: `/policies/decisions/${story.decision}`, viewer: 'Auditor', looks: ['dark'] },
  { name: 'halt', path: '/halt', viewer: 'On-call', looks: ['light'] },
]

/** After everything was halted. */
export const halted: Shot[] = [
  {
    name: 'halted',
    path: '/halt',
    viewer: 'On-call',
    looks: ['light', 'narrowDark'],
    until: 'text=Nothing of the automation runs',
  },
]
