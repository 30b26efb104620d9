export { authorship, type AuthoredUpdate, type Share } from './authorship.ts'
