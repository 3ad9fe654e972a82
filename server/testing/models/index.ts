export { type MessagesServer, messagesServer, serverKey } from './messages-server.ts'
export { type Answer, type Fault, faults } from './vocabulary.ts'
