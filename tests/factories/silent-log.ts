/** For parts under test whose log nobody reads. */
export const silentLog = { error: () => undefined, info: () => undefined, debug: () => undefined };
