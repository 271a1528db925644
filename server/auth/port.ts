import type { UserId } from '#shared/lib/ids.ts';
import type { Actor } from '#server/access/index.ts';

export interface User {
  readonly id: UserId;
  readonly name: string;
  readonly email: string;
}

export interface SignedIn {
  readonly user: User;
  /** Value of the Set-Cookie header. */
  readonly setCookie: string;
}

/** Accounts and sessions. Failures are AppErrors with words for the person. */
export interface Auth {
  /** The session behind a Cookie header, or null. Serves HTTP requests and socket upgrades alike. */
  fromCookie(cookieHeader: string | undefined): Promise<{ actor: Actor; user: User; refreshCookie?: string } | null>;
  signUp(input: { name: string; email: string; password: string }): Promise<SignedIn>;
  /** Same words and same time for an unknown address as for a wrong password; `address` feeds the attempt limit. */
  signIn(input: {
    email: string;
    password: string;
    address: string;
    /** The session this window had until now: it ends. */
    replaces?: Actor | null;
  }): Promise<SignedIn>;
  /** Ends the session and returns the cookie that clears it. */
  signOut(actor: Actor | null): Promise<{ setCookie: string }>;
  /** A demo sign-in link of this run; loopback only. */
  redeemDemoLink(token: string, address: string): Promise<SignedIn>;
}
