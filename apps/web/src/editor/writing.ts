// What a writer needs, loaded when somebody means to write: ProseMirror, its binding, and what the toolbar can do.
export { ClauseEditor } from './clause-editor.ts'
export { placeOfStep, stepPlace } from './plugins/undo.ts'
export { insertNode, writingCommands } from './writing-commands.ts'
