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
  /** What secrets in the database are sealed under, 32 bytes each: the first seals, all of them open. May be empty. */
  readonly secretsKeys: readonly Uint8Array[];
  /** Where pictures and other stored files lie: in the data folder, or in a bucket of an S3-compatible service. */
  readonly files: { readonly kind: 'disk' } | ({ readonly kind: 's3' } & Bucket);
  /** `name:port` of servers in the house that may be asked for pictures, without https too. */
  readonly pictureHosts: readonly string[];
  /** Days for which a stored file that nothing names stays. */
  readonly unusedFilesDays: number;
  /** Seed the demo project once. */
  readonly demo: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

export interface Bucket {
  readonly endpoint: URL;
  readonly bucket: string;
  readonly region: string;
  /** What every name in the bucket begins with. */
  readonly prefix: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `expected an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
const KEY_BYTES = 32;
const keys = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine((parts) => parts.every(isKey), {
    error: 'expected 32 bytes in base64 (openssl rand -base64 32), several with commas between them',
  })
  .transform((parts) => parts.map((part) => new Uint8Array(Buffer.from(part, 'base64'))));
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
  SECRETS_KEY: keys.refine((given) => given.length === 1, { error: 'expected one key' }).optional(),
  SECRETS_KEYS_OLD: keys.optional(),
  S3_ENDPOINT: url(['http:', 'https:']).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'expected the name of a bucket' })
    .optional(),
  S3_REGION: z.string().regex(/^[a-z0-9-]+$/, { error: 'expected a region such as eu-central-1' }),
  S3_PREFIX: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*\/$/, { error: 'expected a folder that ends with a slash, such as beatboard/' })
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  PICTURE_HOSTS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .refine((hosts) => hosts.every((host) => /^(\[[\da-f:]+\]|[\w.-]+):\d{1,5}$/i.test(host)), {
      error: 'expected names or addresses with ports, such as 127.0.0.1:8188, with commas between them',
    })
    .optional(),
  UNUSED_FILES_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, { error: 'expected a number of days from 1 to 9999' })
    .transform(Number),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `expected ${LOG_LEVELS.join(', ')}` }),
});

const DEFAULTS = {
  NODE_ENV: 'development',
  HOST: '127.0.0.1',
  PORT: '3000',
  TRUST_PROXY: 'loopback',
  DATA_DIR: './data',
  S3_REGION: 'us-east-1',
  UNUSED_FILES_DAYS: '7',
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
  if (settings.SECRETS_KEYS_OLD !== undefined && settings.SECRETS_KEY === undefined) {
    return err([
      'SECRETS_KEYS_OLD only opens what was sealed before: set SECRETS_KEY, under which the server seals, too.',
    ]);
  }
  const files = filesOf(settings);
  if (files === null) {
    return err([
      'S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: set all four, or none to keep files in DATA_DIR.',
    ]);
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
    secretsKeys: [...(settings.SECRETS_KEY ?? []), ...(settings.SECRETS_KEYS_OLD ?? [])],
    files,
    pictureHosts: settings.PICTURE_HOSTS ?? [],
    unusedFilesDays: settings.UNUSED_FILES_DAYS,
    demo: settings.DEMO ?? settings.DATABASE_URL === undefined,
    logLevel: settings.LOG_LEVEL,
  });
}

/** Null when only some of what makes a bucket is set. */
function filesOf(settings: z.infer<typeof variables>): Config['files'] | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION, S3_PREFIX = '' } = settings;
  const given = [S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY].filter((part) => part !== undefined);
  if (given.length === 0) return { kind: 'disk' };
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return null;
  return {
    ...{ kind: 's3', endpoint: new URL(S3_ENDPOINT), bucket: S3_BUCKET, region: S3_REGION, prefix: S3_PREFIX },
    ...{ accessKey: S3_ACCESS_KEY_ID, secretKey: S3_SECRET_ACCESS_KEY },
  };
}

export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host.replace(/^\[|\]$/g, ''));
}

/** Buffer.from passes over what is no base64. */
function isKey(text: string): boolean {
  return /^[\w+/-]+=?$/.test(text) && Buffer.from(text, 'base64').length === KEY_BYTES;
}

// A database address holds a password, and a key is one: they are never repeated.
function problem(name: string, message: string, given: Readonly<Record<string, string | undefined>>): string {
  const secret = name.startsWith('SECRETS_') || (name.endsWith('_URL') && name !== 'PUBLIC_URL');
  const value = secret ? '…' : (given[name] ?? '');
  return `${name}=${value} is not usable: ${message}.`;
}
