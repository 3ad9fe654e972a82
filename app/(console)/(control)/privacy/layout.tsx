import * as en from '#components/messages/en.ts'
import { readersOnly } from '../../../readers-only.tsx'

export default readersOnly(en.privacy.title, 'retention.read')
