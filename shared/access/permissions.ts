/** The permission table of the product: who may do what. Everything else asks it; nothing repeats it. */

export const MEMBER_ROLES = ['owner', 'writer', 'director', 'producer', 'viewer'] as const;
/** A seat in a workspace. */
export type MemberRole = (typeof MEMBER_ROLES)[number];
/** `guest` holds a review link and no seat. */
export type Role = MemberRole | 'guest';

export const CAPABILITIES = [
  'project.read',
  'project.create',
  'script.write',
  'boards.write',
  'pictures.generate',
  'comments.write',
  'suggestions.write',
  'panels.approve',
  'revisions.name',
  'revisions.restore',
  'workspace.manage',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

const TABLE: Readonly<Record<Capability, readonly Role[]>> = {
  'project.read': ['owner', 'writer', 'director', 'producer', 'viewer', 'guest'],
  'project.create': ['owner', 'writer', 'director', 'producer'],
  'script.write': ['owner', 'writer'],
  'boards.write': ['owner', 'writer', 'director'],
  'pictures.generate': ['owner', 'writer', 'director'],
  'comments.write': ['owner', 'writer', 'director', 'producer', 'guest'],
  'suggestions.write': ['owner', 'writer', 'director', 'producer'],
  'panels.approve': ['owner', 'director', 'producer'],
  'revisions.name': ['owner', 'writer', 'director', 'producer'],
  'revisions.restore': ['owner', 'producer'],
  'workspace.manage': ['owner'],
};

const HELD = Object.fromEntries(
  [...MEMBER_ROLES, 'guest' as const].map((role) => [role, CAPABILITIES.filter((held) => can(role, held))]),
) as unknown as Readonly<Record<Role, readonly Capability[]>>;

export function can(role: Role, capability: Capability): boolean {
  return TABLE[capability].includes(role);
}

/** The same list for everybody of a role. */
export function capabilitiesOf(role: Role): readonly Capability[] {
  return HELD[role];
}

export function isMemberRole(value: unknown): value is MemberRole {
  return (MEMBER_ROLES as readonly unknown[]).includes(value);
}
