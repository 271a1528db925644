import { z } from 'zod';
import { err, ok, type Result } from '#shared/lib/result.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
const LOG_LEVELS = ['silent', 'error', 'info', 'debug'] as const;

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** The address people type, when it is not this machine's own loopback. */
  readonly publicUrl: URL | null;
  /** What Express may believe in X-Forwarded-* headers. */
  readonly trustProxy: string;
  readonly dataDir: string;
  readonly database: { readonly kind: 'pglite' } | { readonly kind: 'postgres'; readonly url: string };
  readonly redisUrl: string | null;
  /** Seed the demo project once. */
  readonly demo: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `expected an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
const flag = z.enum(['0', '1'], { error: 'expected 0 or 1' }).transform((value) => value === '1');

const variables = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test'], {
    error: 'expected production, development or test',
  }),
  HOST: z.string(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'expected a number from 0 to 65535' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'expected a number from 0 to 65535' }),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  TRUST_PROXY: z.string(),
  DATA_DIR: z.string(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `expected ${LOG_LEVELS.join(', ')}` }),
});

const DEFAULTS = {
  NODE_ENV: 'development',
  HOST: '127.0.0.1',
  PORT: '3000',
  TRUST_PROXY: 'loopback',
  DATA_DIR: './data',
  LOG_LEVEL: 'info',
};

/** Reads the settings. An empty variable counts as unset. Errors are one line for each variable that is wrong. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Result<Config, string[]> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse({ ...DEFAULTS, ...given });
  if (!parsed.success) {
    return err(parsed.error.issues.map((issue) => problem(String(issue.path[0]), issue.message, given)));
  }
  const settings = parsed.data;
  if (settings.PUBLIC_URL === undefined && !isLoopback(settings.HOST)) {
    return err([
      `HOST=${settings.HOST} opens the server to other machines: set PUBLIC_URL to the address people will use, such as https://boards.example.org.`,
    ]);
  }
  if (settings.REDIS_URL !== undefined && settings.DATABASE_URL === undefined) {
    return err(['REDIS_URL is for several server processes, and those need a DATABASE_URL: set both or neither.']);
  }
  return ok({
    production: settings.NODE_ENV === 'production',
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL === undefined ? null : new URL(settings.PUBLIC_URL),
    trustProxy: settings.TRUST_PROXY,
    dataDir: settings.DATA_DIR,
    database:
      settings.DATABASE_URL === undefined ? { kind: 'pglite' } : { kind: 'postgres', url: settings.DATABASE_URL },
    redisUrl: settings.REDIS_URL ?? null,
    demo: settings.DEMO ?? settings.DATABASE_URL === undefined,
    logLevel: settings.LOG_LEVEL,
  });
}

export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host.replace(/^\[|\]$/g, ''));
}

// A database address holds a password: it is never repeated.
function problem(name: string, message: string, given: Readonly<Record<string, string | undefined>>): string {
  const value = name.endsWith('_URL') && name !== 'PUBLIC_URL' ? '…' : (given[name] ?? '');
  return `${name}=${value} is not usable: ${message}.`;
}
