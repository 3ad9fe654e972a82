import type { IntentSpec } from '#server/loop/intents/schemas.ts'
import {
  added,
  byId,
  config,
  count,
  docs,
  field,
  filter,
  imoNumber,
  most,
  oneOf,
  page,
  resource,
  rule,
} from './specs.samples.ts'

/** Intents with the one right structure each, against `harbour`. */
export type Example = readonly [text: string, spec: IntentSpec]

export const examples: readonly Example[] = [
  // Something new to keep.
  [
    'Add a REST endpoint to register vessel visits with IMO number, ETA, berth; list by date; migration and tests',
    resource('VesselVisit', 'eta', imoNumber, 'eta:timestamp', 'berth:text'),
  ],
  [
    'Register quarantine inspections with inspection number, vessel name, inspected at, result (cleared, held or refused) and notes',
    resource(
      'QuarantineInspection',
      null,
      'inspectionNumber:text',
      'vesselName:text',
      'inspectedAt:timestamp',
      field('result:text', oneOf('cleared', 'held', 'refused')),
      'notes:text?',
    ),
  ],
  [
    'Please let agents submit cargo manifests with manifest number, vessel, number of containers, total weight and hazardous flag, sorted by manifest number',
    resource(
      'CargoManifest',
      'manifestNumber',
      'manifestNumber:text',
      'vessel:text',
      'numberOfContainers:integer',
      'totalWeight:decimal',
      'hazardousFlag:boolean',
    ),
  ],
  [
    'As a health officer, I want to record vaccination visits with patient name, date of birth, vaccine and visit date so that we can follow up.',
    resource('VaccinationVisit', null, 'patientName:text!', 'dateOfBirth:date!', 'vaccine:text', 'visitDate:date'),
  ],
  [
    'Track tax assessments: taxpayer number, tax year, amount due, due date, status (open, paid, appealed)',
    resource(
      'TaxAssessment',
      null,
      'taxpayerNumber:text!',
      'taxYear:integer',
      'amountDue:decimal',
      'dueDate:date',
      field('status:text', oneOf('open', 'paid', 'appealed')),
    ),
  ],
  [
    'We need an endpoint for fuel deliveries (vessel name, litres as decimal, delivered at)',
    resource('FuelDelivery', null, 'vesselName:text', 'litres:decimal', 'deliveredAt:timestamp'),
  ],
  [
    'Create an API to record crane inspections with crane code (text, at most 10 characters), inspection date and passed (yes/no)',
    resource('CraneInspection', null, field('craneCode:text', most(10)), 'inspectionDate:date', 'passed:boolean'),
  ],
  [
    'Add a resource called pilot boats with name, length, built year and an optional home port',
    resource('PilotBoat', null, 'name:text', 'length:decimal', 'builtYear:integer', 'homePort:text?'),
  ],
  [
    'Keep records of weighbridge tickets with ticket number, gross weight, tare weight and weighed at. List them by weighed at.',
    resource(
      'WeighbridgeTicket',
      'weighedAt',
      'ticketNumber:text',
      'grossWeight:decimal',
      'tareWeight:decimal',
      'weighedAt:timestamp',
    ),
  ],
  [
    'add an endpoint to register container moves with container number, from berth, to berth and moved at, listed by moved at',
    resource('ContainerMove', 'movedAt', 'containerNumber:text', 'fromBerth:text', 'toBerth:text', 'movedAt:timestamp'),
  ],
  [
    'Allow shipping agents to book tug services with vessel name, requested time and number of tugs',
    resource('TugService', null, 'vesselName:text', 'requestedTime:timestamp', 'numberOfTugs:integer'),
  ],
  [
    'Build a REST API for spill reports with location, reported at, volume and reporter phone',
    resource('SpillReport', null, 'location:text', 'reportedAt:timestamp', 'volume:decimal', 'reporterPhone:text!'),
  ],
  [
    'Add an endpoint to store import permits with permit number, commodity, issue date and expiry date; order by expiry date',
    resource('ImportPermit', 'expiryDate', 'permitNumber:text', 'commodity:text', 'issueDate:date', 'expiryDate:date'),
  ],
  // Questions about what is kept.
  ['Show how many berths there are', count('Berth')],
  ['Count the customs declarations', count('CustomsDeclaration')],
  ['How many arrivals are there?', count('VesselArrival')],
  ['Add an endpoint that counts vessel arrivals', count('VesselArrival')],
  ['Tell me the number of customs declarations', count('CustomsDeclaration')],
  ['Let people look up a berth by id', byId('Berth')],
  ['Expose an endpoint to get a customs declaration by id', byId('CustomsDeclaration')],
  ['add GET /berths/{id}', byId('Berth')],
  ['Filter vessel arrivals by berth', filter('VesselArrival', 'berth')],
  ['Let planners filter customs declarations by status', filter('CustomsDeclaration', 'status')],
  ['Get the vessel arrivals for a given berth', filter('VesselArrival', 'berth')],
  ['Look up a berth by code', filter('Berth', 'code')],
  ['Add a status filter to vessel arrivals', filter('VesselArrival', 'status')],
  ['We would like to search customs declarations by reference', filter('CustomsDeclaration', 'reference')],
  // One field more.
  ['Add an optional remarks text field to berths', added('Berth', 'remarks:text?')],
  ['Add a required integer field called crew count to vessel arrivals', added('VesselArrival', 'crewCount:integer')],
  ['Each berth should have a length field (decimal)', added('Berth', 'length:decimal?')],
  ['Add remarks to berths', added('Berth', 'remarks:text?')],
  [
    'Hello team, could you please add an optional text field called remarks to berths? Thanks!',
    added('Berth', 'remarks:text?'),
  ],
  ['Store the ETD for each vessel arrival', added('VesselArrival', 'etd:timestamp?')],
  ['Add a contact phone field to vessel arrivals', added('VesselArrival', 'contactPhone:text?!')],
  ['Vessel arrivals need a field for the captain name', added('VesselArrival', 'captainName:text?!')],
  [
    'Add a hazard class field (one of A, B, C) to customs declarations',
    added('CustomsDeclaration', 'hazardClass:text?', oneOf('A', 'B', 'C')),
  ],
  ['For each vessel arrival we must also keep the last port of call', added('VesselArrival', 'lastPortOfCall:text?')],
  // Rules.
  ['Berth code must be at most 8 characters', rule('Berth', 'code', most(8))],
  [
    'Status of a customs declaration must be one of open, released or held',
    rule('CustomsDeclaration', 'status', oneOf('open', 'released', 'held')),
  ],
  [
    'Customs declaration reference must match /^C\\d+$/',
    rule('CustomsDeclaration', 'reference', { kind: 'pattern', value: '^C\\d+$' }),
  ],
  ['Duty amount must not be negative', rule('CustomsDeclaration', 'dutyAmount', { kind: 'minimum', value: 0 })],
  ['Reject vessel arrivals where the berth is longer than 10 characters', rule('VesselArrival', 'berth', most(10))],
  ['Limit the vessel name to 60 characters', rule('VesselArrival', 'vesselName', most(60))],
  ['Make sure that packages is at least 1', rule('CustomsDeclaration', 'packages', { kind: 'minimum', value: 1 })],
  ['The depth of a berth may not exceed 30 metres', rule('Berth', 'depth', { kind: 'maximum', value: 30 })],
  ['Vessel name must not be empty', rule('VesselArrival', 'vesselName', { kind: 'minLength', value: 1 })],
  // Pages.
  ['Add a page listing vessel arrivals with IMO number and ETA', page('VesselArrival', 'imoNumber', 'eta')],
  [
    'Show customs declarations on a page with reference and duty amount',
    page('CustomsDeclaration', 'reference', 'dutyAmount'),
  ],
  ['Create a berths page with code, name and depth', page('Berth', 'code', 'name', 'depth')],
  [
    'Build a page that lists customs declarations',
    page('CustomsDeclaration', 'reference', 'dutyAmount', 'packages', 'status'),
  ],
  ['I want a page showing arrivals: vessel name, eta, berth', page('VesselArrival', 'vesselName', 'eta', 'berth')],
  // Settings.
  ['Set the page size to 50', config('list.defaultLimit', 50)],
  ['Change contact.email in the config to harbour@port.example.tt', config('contact.email', 'harbour@port.example.tt')],
  ['Set the title to "Port of Scarborough"', config('title', 'Port of Scarborough')],
  ['Turn off arrivals.open', config('arrivals.open', false)],
  ['Increase list.maximumLimit from 100 to 150', config('list.maximumLimit', 150)],
  ['Change the largest request body to 131,072 bytes', config('requests.maximumBytes', 131_072)],
  ['Could the default page size be 30 from now on?', config('list.defaultLimit', 30)],
  // Documentation.
  [
    'Document the berth allocation process in docs: ships are placed by draught. Then by length.',
    docs('berth-allocation-process', 'Berth allocation process', 'ships are placed by draught. Then by length.'),
  ],
  [
    'Write a guide about reporting spills in the docs.\n\nCall the office. Then fill the form.',
    docs('reporting-spills', 'Reporting spills', 'Call the office. Then fill the form.'),
  ],
  [
    'Add docs/pilotage.md: Pilots board at the fairway buoy.',
    docs('pilotage', 'Pilotage', 'Pilots board at the fairway buoy.'),
  ],
  [
    'Please explain how to log in for the night shift in the documentation: use the card reader.',
    docs('how-to-log-in-for-the-night-shift', 'How to log in for the night shift', 'use the card reader.'),
  ],
]
