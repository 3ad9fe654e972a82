import * as en from '#components/messages/en.ts'
import { readersOnly } from '../../../readers-only.tsx'

export default readersOnly(en.halt.title, 'halt.read', 'people.read', 'change.read', 'workspace.read')
