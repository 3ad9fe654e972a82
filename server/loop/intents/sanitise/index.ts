export { type CleanForm, sanitiseForm } from './form.ts'
export { mixedScripts } from './hidden.ts'
export { restore } from './restore.ts'
export { sanitise } from './sanitise.ts'
