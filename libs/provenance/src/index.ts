export { Authorship, type AuthoredUpdate, type BlockAuthorship, type ClauseAuthorship } from './authorship.ts'
export type { LastChange, Share, Written } from './written.ts'
