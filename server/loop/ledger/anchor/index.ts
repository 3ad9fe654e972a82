export { keepAnchors } from './keep.ts'
export { anchorStandings } from './standings.ts'
