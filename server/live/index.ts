export { follow } from './follow.ts'
export { readHappenings, readHead, readMissed } from './read.ts'
export { beginning, type Cursor, type Happening, type Heard, readCursor } from './vocabulary.ts'
