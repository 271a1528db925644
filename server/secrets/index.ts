/** What is kept secret in the database: sealed under a key that is not in it. */
export { createSecrets, type Secrets, type SecretsOptions } from './secrets.ts';
export { KEY_FILE, keysOf } from './keys.ts';
