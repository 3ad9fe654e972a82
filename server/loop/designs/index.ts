export { chooseDesign, chooseReviewed } from './choose.ts'
export { chosenDesign, type Design, latestRevision } from './store.ts'
export { synthesise } from './synthesise.ts'
