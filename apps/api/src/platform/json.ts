import { GraphQLScalarType } from 'graphql'

/** Any JSON value, as it is. */
export const JsonScalar = new GraphQLScalarType({ name: 'JSON', description: 'Any JSON value.', serialize: value => value, parseValue: value => value })
