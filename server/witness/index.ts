export { type SpawnedWitness, spawnWitness, type WitnessOptions, witnessArguments } from './spawn.ts'
