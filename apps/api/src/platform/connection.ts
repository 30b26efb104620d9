/** The token by which Nest hands out where the database is, for those who need a connection of their own. */
export const CONNECTION = Symbol('connection')
