/** Where the program of a server lies. Installs it where that is possible; else refuses, saying what to install. */
export function serverProgram(name: 'redis' | 'proxy'): Promise<string>
/** What the environment of a test needs so that it finds both. */
export function serverEnvironment(): Promise<{ REDIS_PATH: string, CADDY_PATH: string }>
