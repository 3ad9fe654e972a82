/** What the scripts of one page may cost a browser that has nothing yet. */
export interface ScriptBudget {
  /** Where the build keeps it, below `server/app`. */
  route: string
  /** Kilobytes of a thousand bytes, compressed. */
  limit: number
  /** Beyond its limit: how much it may weigh until it keeps it, and why it does not. */
  meanwhile?: { limit: number; why: string }
  /** A word of what the page fetches by itself once it is alive, which counts as well; not what a worker loads. */
  draws?: string
}

const reactFlow = 'react-flow__pane'

/** Issue "The pages of the loop", Figures. Read by `bench pages`, which receives them, and by the stage that weighs a build. */
export const scriptBudgets = {
  home: { route: '(console)/(portal)/page', limit: 175 },
  intents: { route: '(console)/(portal)/intents/page', limit: 230 },
  intent: { route: '(console)/(portal)/intents/[changeId]/page', limit: 230 },
  inbox: { route: '(console)/(inbox)/inbox/page', limit: 230 },
  request: { route: '(console)/(inbox)/inbox/[requestId]/page', limit: 230 },
  deployments: { route: '(console)/(control)/deployments/page', limit: 230 },
  lineage: { route: '(console)/(explorer)/lineage/[changeId]/page', limit: 240, draws: reactFlow },
  design: {
    ...{ route: '(console)/(portal)/designs/[changeId]/page', limit: 240, draws: reactFlow },
    meanwhile: {
      limit: 278,
      why: 'Next and React Flow are 194 of it, and who edits and comments here asks by the store of queries',
    },
  },
} as const satisfies Record<string, ScriptBudget>

export type WeighedPage = keyof typeof scriptBudgets
