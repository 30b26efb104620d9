// What a reader needs once the text is on the screen: the shared text, its line to the server and its copy on the device. No editor.
export { SCHEMA_VERSION } from '@plenary/document'
export { keepNothing, keepOnDevice } from './kept-text.ts'
export { LiveText } from './live-text.ts'
export { commandOrigin } from './room-text.ts'
export { TextRoom } from './text-room.ts'
