/** The first of these programs on the PATH, or null. */
export function onPath(programs: readonly string[]): string | null
/** Installs a Debian package, if this account may. Resolves to whether it did. */
export function installed(name: string): Promise<boolean>
/** What the environment of a test needs so that it finds a browser. Refuses, saying what to install, when there is none. */
export function browserEnvironment(): Promise<{ CHROMIUM_PATH: string, LD_LIBRARY_PATH?: string, FONTCONFIG_PATH?: string }>
