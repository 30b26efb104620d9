import { DefaultNamingStrategy, type DataSourceOptions, type NamingStrategyInterface } from 'typeorm'
import { StatementLogger } from './statements.ts'

/** Where PostgreSQL listens: a server by URL, or the embedded one by its socket directory. */
export type Connection = { readonly url: string } | { readonly host: string; readonly port?: number; readonly user: string; readonly password?: string; readonly database: string }

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()

/** Classes and properties in camelCase are tables and columns in snake_case. */
class SnakeCase extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, customName?: string): string { return customName ?? snake(className) }
  override columnName(property: string, customName: string | undefined): string { return customName ?? snake(property) }
  override joinColumnName(relation: string, referenced: string): string { return snake(`${relation}_${referenced}`) }
}

/** What `pg` needs to reach the same database. */
export const poolOptions = (connection: Connection) =>
  'url' in connection
    ? { connectionString: connection.url }
    : { ...connection }

/** The one way to the database. Migrations run under an advisory lock (see `migrate.ts`), never by TypeORM at will. */
export function databaseOptions(connection: Connection, schema: Pick<DataSourceOptions, 'entities' | 'migrations'>): DataSourceOptions {
  const where = 'url' in connection ? { url: connection.url } : { host: connection.host, port: connection.port ?? 5432, username: connection.user, password: connection.password, database: connection.database }
  return {
    type: 'postgres', ...where, ...schema, namingStrategy: new SnakeCase(), installExtensions: false, migrationsTransactionMode: 'each',
    logger: new StatementLogger(), logging: ['query'], maxQueryExecutionTime: 1_000,
    // Without a listener an idle connection that dies (57P01 at shutdown) takes the process with it.
    poolErrorHandler: () => undefined,
    extra: { max: 20, application_name: 'plenary' },
  } as DataSourceOptions
}
