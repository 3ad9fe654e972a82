import { refusedBy } from '#server/platform/guard.ts'

export type CommandRefusal =
  | 'unknownComponent'
  | 'duplicateId'
  | 'badId'
  | 'noName'
  | 'selfConnection'
  | 'alreadyConnected'
  | 'unknownRelation'
  | 'noProtocol'
  | 'noTitle'
  | 'tooLong'
  | 'nothingChanged'

export const refused = refusedBy<CommandRefusal>({
  unknownComponent: 'There is no such component in this design.',
  duplicateId: 'A component with this id is there already.',
  badId: 'An id begins with a letter and consists of small letters, digits and hyphens.',
  noName: 'Give the component a name.',
  selfConnection: 'A component does not connect to itself.',
  alreadyConnected: 'They are connected this way already.',
  unknownRelation: 'There is no such connection in this design.',
  noProtocol: 'Say how the one reaches the other, such as HTTP, JSON.',
  noTitle: 'A design has a title.',
  tooLong: 'This is longer than a design can hold.',
  nothingChanged: 'The design says this already.',
})
