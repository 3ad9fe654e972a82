import * as en from '#components/messages/en.ts'
import { readersOnly } from '../../readers-only.tsx'

export default readersOnly(
  en.intents.list,
  'change.read',
  'approval.read',
  'status.read',
  'workspace.read',
  'ledger.read',
)
