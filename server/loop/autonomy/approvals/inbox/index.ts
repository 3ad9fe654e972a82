export { countInbox, inbox } from './list.ts'
