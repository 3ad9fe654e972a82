export { formTerms } from './form.ts'
export { riskTerms } from './terms.ts'
