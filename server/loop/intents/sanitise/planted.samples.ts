import type { RemovedKind } from '#server/loop/intents/vocabulary.ts'

/** Values planted in intents. All are made up; keys are joined here so that no scanner takes them for real ones. */
interface Planted {
  kind: RemovedKind
  before: string
  value: string
  after: string
}

const row = (kind: RemovedKind, before: string, value: string, after = ''): Planted => ({ kind, before, value, after })
const joined = (...parts: string[]) => parts.join('')

export const planted: readonly Planted[] = [
  row('EMAIL', 'Send a copy to ', 'kezia.baptiste@islandmail.tt', ' when a vessel arrives'),
  row('EMAIL', 'Ask ', "d'andre_o+ships@mail.example.co.uk", '.'),
  row('EMAIL', 'My address is ', 'kezia [at] islandmail [dot] tt', ''),
  row('PHONE', 'Show ', '+1-868-622-1234', ' on the berth page'),
  row('PHONE', 'Show ', '+1 (876) 922 4567', ' on the page'),
  row('PHONE', 'Add the line ', '868-555-0142', ' as contact'),
  row('PHONE', 'Add the line ', '(246) 430-9900', ' as contact'),
  row('PHONE', 'Add the line ', '1 758 452 2300', ' as contact'),
  row('PHONE', 'Add the line ', '8686221234', ' as contact'),
  row('PHONE', 'Please call me at ', '622-1234', ' about the berths'),
  row('PHONE', 'The agent in Georgetown is ', '+592 226 7891', '.'),
  row('PHONE', 'The agent in London is ', '+44 20 7946 0958', '.'),
  row('PHONE', 'The office in New York is ', '212-555-0123', '.'),
  row('CARD', 'Test with ', '4111 1111 1111 1111', ' please'),
  row('CARD', 'Test with ', '5500-0055-5555-5559', ' please'),
  row('CARD', 'Test with ', '378282246310005', ' please'),
  row('IBAN', 'Refund to ', 'GB82 WEST 1234 5698 7654 32', ''),
  row('IBAN', 'Refund to ', 'DE89370400440532013000', '.'),
  row('BANK_ACCOUNT', 'Pay from account number ', '100 2345 678', ' monthly'),
  row('NATIONAL_ID', 'Look up national ID ', '19850314023', ' first'),
  row('NATIONAL_ID', 'Look up ', '19850314023', ' first'),
  row('NATIONAL_ID', 'The passport number is ', 'TB123456', '.'),
  row('NATIONAL_ID', 'Her NIS number: ', '4471203', ''),
  row('NATIONAL_ID', 'His TRN is ', '123-456-789', ''),
  row('NATIONAL_ID', "Captain's driver's licence no. ", 'DL4471203', ''),
  row('NATIONAL_ID', 'Barbados card ', '850314-0042', ''),
  row('NATIONAL_ID', 'My SSN is ', '078-05-1120', ''),
  row('BIRTH_DATE', 'The pilot, date of birth ', '14/03/1985', ', must be listed'),
  row('BIRTH_DATE', 'DOB: ', '1985-03-14', ''),
  row('BIRTH_DATE', 'She was born on ', '14 March 1985', ''),
  row('BIRTH_DATE', 'Birthday is ', 'March 14th, 1985', ''),
  row('PERSON', 'Only Mr ', 'Kelvin Baptiste', ' may see it'),
  row('PERSON', 'Ask Dr. ', 'Aaliyah Mohammed', ' first'),
  row('PERSON', 'My name is ', 'Renée St-Hilaire', ' and I need a page'),
  row('PERSON', 'Show patient ', 'Marcus Joseph', ' on the list'),
  row('ADDRESS', 'The office moved to ', '14 Frederick Street, Port of Spain', ''),
  row('SECRET', 'The password is ', 'Ch4guanas!', ' for now'),
  row('SECRET', 'The password is "', 'maracas', '" for now'),
  row('SECRET', 'password: ', 'maracasbay', ' for now'),
  row('SECRET', 'Set DB_PASSWORD=', joined('s3cr3t', 'Value'), ' in the config'),
  row('SECRET', 'the PIN code is ', '482190', ''),
  row('SECRET', 'Use ', joined('AKIA', 'IOSFODNN7EXAMPL2'), ' for uploads'),
  row('SECRET', 'Use ', joined('ghp', '_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'), ' to clone'),
  row('SECRET', 'Use ', joined('sk-', 'ant-', 'api03-Zx81kQw9PLm4tYv7Rb2N'), ' as key'),
  row('SECRET', 'Use ', joined('sk', '_live_', '4eC39HqLyjWDarjtT1zdp7dc'), ' as key'),
  row('SECRET', 'Use ', joined('xoxb', '-1234567890-abcdefghij'), ' to post'),
  row('SECRET', 'Use ', joined('glpat', '-Zx81kQw9PLm4tYv7Rb2N'), ''),
  row(
    'SECRET',
    'Send ',
    joined('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.dozjgNryP4J3jVmNHl0w5N'),
    ' in the header',
  ),
  row('SECRET', 'Authorization: Bearer ', joined('a1b2c3d4', 'e5f6a7b8c9'), ''),
  row('SECRET', 'Key ', joined('-----BEGIN EC PRIVATE', ' KEY-----\nMHcCAQEEIB\n-----END EC PRIVATE KEY-----'), ''),
  row('SECRET', 'Here it is: ', joined('wJalrXUtnFEMI', 'K7MDENGbPxRfiCYzEXAMPLE9'), ''),
  row('CONNECTION', 'Connect to ', joined('postgres://', 'harbour:tide9@db.port.tt:5432/harbour'), ' for this'),
  row('CONNECTION', 'Connect to ', joined('mongodb+srv://', 'u:p@cluster0.mongodb.net/x'), '.'),
  row('CONNECTION', 'Connect to ', joined('redis://', ':tide9@cache:6379'), '.'),
  row('CONNECTION', 'Fetch ', joined('https://', 'agent:tide9@api.port.tt/v1'), ' daily'),
  row('CONNECTION', 'Use ', joined('Server=db;Database=x;User=sa;', 'Password=tide9'), ' there'),
]
