export { keepAnchors } from './keep.ts'
