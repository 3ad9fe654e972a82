export { type MessagesServer, messagesServer, serverKey } from './messages-server.ts'
export { type Answer, type Fault, faults, type ReceivedRequest } from './vocabulary.ts'
