export { type Format, type Gap, type ImportedDraft, type ImportOptions, type ImportReport, type Severity } from './format.ts'
export { formats, type FormatName } from './formats/index.ts'
export { detect, importDraft } from './importing.ts'
