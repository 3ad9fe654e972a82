export { archiveShard } from './archive-shard.ts'
export { askDrop } from './ask-drop.ts'
export { confirmDrop } from './confirm-drop.ts'
