export { commentDesign } from './comment.ts'
export { designComments } from './read.ts'
export { resolveComment } from './resolve.ts'
