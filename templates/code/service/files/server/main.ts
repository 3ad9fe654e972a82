import { createApp } from './app.ts'
import { openDatabase } from './database.ts'
import { readEnvironment } from './environment.ts'
import { listen } from './listen.ts'
import { readSettings } from './settings.ts'

const environment = readEnvironment()
const database = openDatabase()
const service = { database, environment, settings: readSettings(environment.root) }
const listening = await listen(createApp(service), environment.listenOn)
console.info(JSON.stringify({ event: 'listening', on: environment.listenOn, version: environment.version }))

async function stop(): Promise<void> {
  await listening.drain()
  await database.close()
}

process.once('SIGTERM', stop)
process.once('SIGINT', stop)
