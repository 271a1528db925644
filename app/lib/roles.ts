import { MEMBER_ROLES, type MemberRole } from '#shared/access/index.ts';

interface RoleWords {
  readonly name: string;
  /** What the role is for, in a line. */
  readonly does: string;
}

export const ROLE_WORDS: Readonly<Record<MemberRole, RoleWords>> = {
  owner: { name: 'Owner', does: 'Does everything, and decides who has a seat.' },
  writer: { name: 'Writer', does: 'Writes the script, boards scenes, makes pictures.' },
  director: { name: 'Director', does: 'Boards scenes, makes and approves pictures, comments. Reads the script.' },
  producer: { name: 'Producer', does: 'Comments, approves panels, names and restores revisions.' },
  viewer: { name: 'Viewer', does: 'Reads the script and looks at the boards.' },
};

export const ROLE_OPTIONS = MEMBER_ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].name }));
/** As an invitation offers them: the likely one first, ownership last. */
export const INVITE_OPTIONS = [...ROLE_OPTIONS.slice(1), ...ROLE_OPTIONS.slice(0, 1)];
