import { words } from '#templates/code/language/words.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'
import { noSchemaChange, type Pack, type PackManifest } from '#templates/code/pack.ts'
import manifest from './pack.json' with { type: 'json' }

type Value = string | number | boolean

/** Settings the service itself reads, with what it accepts; `server/settings.ts` says the same and refuses to start otherwise. */
const known: Readonly<Record<string, { accepts: (value: Value) => boolean; sentence: string }>> = {
  title: {
    accepts: (value) => typeof value === 'string' && value.length > 0 && value.length <= 80,
    sentence: 'a text of 1 to 80 characters',
  },
  'list.defaultLimit': { accepts: wholeFrom(1, 200), sentence: 'a whole number from 1 to 200' },
  'list.maximumLimit': { accepts: wholeFrom(1, 200), sentence: 'a whole number from 1 to 200' },
  'requests.maximumBytes': { accepts: wholeFrom(1024, 1_048_576), sentence: 'a whole number from 1024 to 1048576' },
}

/** Settings are shown to everyone, so whatever sounds secret has no place among them. */
const secret = new Set([
  'password',
  'passphrase',
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
  'key',
  'apikey',
])

/** One setting, added or changed. */
export const config: Pack<'config'> = {
  manifest: manifest as PackManifest,
  options({ key, value }, model) {
    const sounds = key.split('.').flatMap(words)
    ensureTemplate(
      !sounds.some((word) => secret.has(word)),
      `Settings are shown to everyone, so ${key} has no place there. Keep secrets in the secret store.`,
    )
    const rule = known[key]
    ensureTemplate(!rule || rule.accepts(value), `${key} must be ${rule?.sentence}.`)
    ensureTemplate(model.config[key] !== value, `${key} is ${JSON.stringify(value)} already.`)
    const isNew = !(key in model.config)
    return [
      {
        ...noSchemaChange,
        name: 'set',
        title: `${isNew ? 'Add' : 'Change'} the setting ${key}`.slice(0, 120),
        summary:
          `${key} ${isNew ? 'is added' : `changes from ${JSON.stringify(model.config[key])}`} and is in force when the new version starts. Everyone can see it at /settings.json.`.slice(
            0,
            1000,
          ),
        tradeOff:
          'A new version rather than a switch at run time, so that it is tested, sealed and taken back like any other change.',
        model: { ...model, config: { ...model.config, [key]: value } },
        entities: [],
        operations: [],
        components: [{ id: 'config', kind: 'config', name: 'config/service.json', dataClasses: ['public'] }],
        relations: [],
        personalFields: [],
        testPlan: ['The service starts with the setting and shows it.'],
        threats: ['Settings are public: nothing secret or personal may be written there.'],
      },
    ]
  },
}

function wholeFrom(least: number, most: number): (value: Value) => boolean {
  return (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}
