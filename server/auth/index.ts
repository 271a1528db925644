/** Accounts, sessions, sign-in links. The only module that knows Lucia and passwords. */
export type { Auth, SignedIn, User } from './port.ts';
export { createAuth, type AuthOptions } from './auth.ts';
export { createDemoLinks, type DemoLinks } from './demo-links.ts';
export { argon2Hasher, type PasswordHasher } from './password-hasher.ts';
export { hashSecret, newSecret } from './secrets.ts';
