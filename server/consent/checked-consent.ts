import { CONSENT_USES } from '#shared/cast/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { NewConsent } from './port.ts';

const MOST = 200;
const MAX_BYTES = 20 * 1024 * 1024;

/** What a signed paper may be, by its first bytes in Latin-1. */
const PAPERS = [
  ['%PDF-', 'application/pdf'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
] as const;

export interface CheckedConsent extends NewConsent {
  readonly mime: string;
}

/** AppError `invalid_input` with what is wrong by field. `projects`: those of the workspace. */
export function checkedConsent(consent: NewConsent, projects: readonly ProjectId[]): CheckedConsent {
  const { person, uses, project, from, until, territory, grantedBy, file } = consent;
  const mime = mimeOf(file.bytes);
  const faults: Record<string, string | null> = {
    person: lengthFault('The person’s name', person),
    grantedBy: lengthFault('The name of who signed', grantedBy),
    territory: lengthFault('The territory', territory),
    uses: uses.length > 0 && uses.every((use) => CONSENT_USES.includes(use)) ? null : 'Say what it is for.',
    project: project === null || projects.includes(project) ? null : 'This project is not of this workspace.',
    until: until === null || until > from ? null : 'It ends before it begins.',
    file: fileFault(file.bytes, mime),
  };
  const fields = Object.fromEntries(Object.entries(faults).filter((fault): fault is [string, string] => !!fault[1]));
  if (Object.keys(fields).length > 0 || mime === null) {
    throw new AppError('invalid_input', 'Nothing was recorded. Correct the fields that are marked.', { fields });
  }
  return { ...consent, person: person.trim(), grantedBy: grantedBy.trim(), territory: territory.trim(), mime };
}

function lengthFault(what: string, text: string): string | null {
  const { length } = text.trim();
  if (length === 0) return `${what} is missing.`;
  return length > MOST ? `${what} has at most ${String(MOST)} characters.` : null;
}

function fileFault({ length }: Uint8Array, mime: string | null): string | null {
  if (length === 0) return 'Choose the signed paper.';
  if (length > MAX_BYTES) return 'It is over 20 MB. Scan it smaller.';
  return mime === null ? 'It is no PDF, PNG or JPEG.' : null;
}

function mimeOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return PAPERS.find(([beginning]) => head.startsWith(beginning))?.[1] ?? null;
}
