import { writeEnvironmentReference } from './environment.ts'

/** A program: writes the pages of docs/reference that are made from the code. */
writeEnvironmentReference()
