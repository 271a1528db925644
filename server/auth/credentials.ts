import { z } from 'zod';
import { AppError } from '#shared/protocol/index.ts';
import { isCommonPassword } from './common-passwords.ts';

/** Length is what makes a password strong: no rules about digits and signs, and nothing is cut off. */
const MIN_PASSWORD = 8;
export const MAX_PASSWORD = 256;
export const MAX_EMAIL = 254;

const name = z
  .string()
  .trim()
  .min(1, { error: 'Your name is missing.' })
  .max(80, { error: 'A name has at most 80 characters.' })
  .regex(/^\P{Cc}*$/u, { error: 'A name has no control characters.' });

const email = z
  .string()
  .transform(normaliseEmail)
  .pipe(
    z.email({ error: 'This is not an email address.' }).max(MAX_EMAIL, { error: 'This email address is too long.' }),
  );

const password = z
  .string()
  .min(MIN_PASSWORD, { error: `A password has at least ${String(MIN_PASSWORD)} characters.` })
  .max(MAX_PASSWORD, { error: `A password has at most ${String(MAX_PASSWORD)} characters.` })
  .refine((value) => !isCommonPassword(value), {
    error: 'Too many people use this password, so it is guessed first. Choose another.',
  });

const account = z.object({ name, email, password });

/** The one spelling of an address that accounts are kept under. */
export function normaliseEmail(value: string): string {
  return value.trim().normalize('NFKC').toLowerCase();
}

/** AppError `invalid_input` with a message for every field that is wrong. */
export function checkNewAccount(input: z.input<typeof account>): z.infer<typeof account> {
  const parsed = account.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[String(issue.path[0])] ??= issue.message;
  throw new AppError('invalid_input', 'The account was not created. Correct the fields that are marked.', { fields });
}
