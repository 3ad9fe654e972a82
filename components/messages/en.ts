import { activity } from './en/activity.ts'
import { approvals } from './en/approvals.ts'
import { changes } from './en/changes.ts'
import { deployments } from './en/deployments.ts'
import { designReview } from './en/design-review.ts'
import { designs } from './en/designs.ts'
import { diff } from './en/diff.ts'
import { halt } from './en/halt.ts'
import { home } from './en/home.ts'
import { intentList } from './en/intent-list.ts'
import { intentViews } from './en/intent-views.ts'
import { intents } from './en/intents.ts'
import { keyboard } from './en/keyboard.ts'
import { ledger } from './en/ledger.ts'
import { newIntent } from './en/new-intent.ts'
import { people } from './en/people.ts'
import { policies } from './en/policies.ts'
import { rollout } from './en/rollout.ts'
import { shell, ui } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { status } from './en/status.ts'
import { workspaces } from './en/workspaces.ts'

/** Every sentence of the pages, once, in plain language. Guards own the sentences of their refusals. */
export const en = {
  activity,
  ui,
  shell,
  signIn,
  home,
  changes,
  intents,
  intentViews,
  intentList,
  diff,
  newIntent,
  designs,
  designReview,
  approvals,
  ledger,
  rollout,
  deployments,
  policies,
  workspaces,
  people,
  halt,
  status,
  keyboard,
} as const
