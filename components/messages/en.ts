import { activity } from './en/activity.ts'
import { approvals } from './en/approvals.ts'
import { changes } from './en/changes.ts'
import { halt } from './en/halt.ts'
import { home } from './en/home.ts'
import { intents } from './en/intents.ts'
import { ledger } from './en/ledger.ts'
import { rollout } from './en/rollout.ts'
import { shell, ui } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { status } from './en/status.ts'

/** Every sentence of the pages, once, in plain language. Guards own the sentences of their refusals. */
export const en = {
  activity,
  ui,
  shell,
  signIn,
  home,
  changes,
  intents,
  approvals,
  ledger,
  rollout,
  halt,
  status,
} as const
