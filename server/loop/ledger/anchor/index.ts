export { keepAnchors } from './keep.ts'
export { type AnchorRow, anchorsOver } from './store.ts'
