export { readKept } from './read.ts'
export { expireTexts } from './store.ts'
