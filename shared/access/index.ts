/** Roles, capabilities and the operations that need them. Nothing here knows people, projects or sessions. */
export {
  CAPABILITIES,
  MEMBER_ROLES,
  can,
  capabilitiesOf,
  isMemberRole,
  type Capability,
  type MemberRole,
  type Role,
} from './permissions.ts';
export { OPERATIONS, mayDo, type Operation, type Requirement } from './operations.ts';
