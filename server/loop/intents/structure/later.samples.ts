import type { Example } from './examples.samples.ts'
import { added, byId, config, count, docs, field, filter, oneOf, page, resource, rule } from './specs.samples.ts'

/** Written after the grammar, to see what it makes of words nobody had in mind. */
export const laterExamples: readonly Example[] = [
  [
    "We'd like to keep a register of mooring lines: line number, material, breaking load, last inspected on",
    resource('MooringLine', null, 'lineNumber:text', 'material:text', 'breakingLoad:decimal', 'lastInspectedOn:date'),
  ],
  [
    'Create endpoint for ship waste declarations with vessel, waste type (oil, garbage, sewage), quantity in cubic metres and declared at',
    resource(
      'ShipWasteDeclaration',
      null,
      'vessel:text',
      field('wasteType:text', oneOf('oil', 'garbage', 'sewage')),
      'quantity:decimal',
      'declaredAt:timestamp',
    ),
  ],
  [
    'users should be able to register small craft with hull number, owner name and registration date',
    resource('SmallCraft', null, 'hullNumber:text', 'ownerName:text!', 'registrationDate:date'),
  ],
  [
    'Could you build an API to log gate passes, with plate number, driver name, entry time, exit time (optional)?',
    resource('GatePass', null, 'plateNumber:text', 'driverName:text!', 'entryTime:timestamp', 'exitTime:timestamp?'),
  ],
  [
    'Provide a JSON endpoint to capture cold store temperatures with store code, temperature and measured at, newest first',
    resource('ColdStoreTemperature', null, 'storeCode:text', 'temperature:decimal', 'measuredAt:timestamp'),
  ],
  [
    'New resource: ferry sailings with route, departs at, arrives at, capacity',
    resource('FerrySailing', null, 'route:text', 'departsAt:timestamp', 'arrivesAt:timestamp', 'capacity:integer'),
  ],
  ['what is the total number of berths', count('Berth')],
  ['let users view a single berth', byId('Berth')],
  ['make it possible to find vessel arrivals by IMO number', filter('VesselArrival', 'imoNumber')],
  ['Add text field notes to customs declarations', added('CustomsDeclaration', 'notes:text?')],
  ['add new field "cargo type" to vessel arrivals', added('VesselArrival', 'cargoType:text?')],
  ['include a boolean flag called priority on customs declarations', added('CustomsDeclaration', 'priority:boolean?')],
  [
    'restrict customs declaration status to draft, lodged or cleared',
    rule('CustomsDeclaration', 'status', oneOf('draft', 'lodged', 'cleared')),
  ],
  ['build me a screen listing berths with their code and depth', page('Berth', 'code', 'depth')],
  ['Let the page size be 25', config('list.defaultLimit', 25)],
  ['Create a docs page called "Tide tables" : See the board.', docs('tide-tables', 'Tide tables', 'See the board.')],
  [
    'Add a runbook for power cuts to the docs: Start the generator.',
    docs('power-cuts', 'Power cuts', 'Start the generator.'),
  ],
]
