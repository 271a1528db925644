import { can, type Capability, type Role } from './permissions.ts';

/** Anyone may; anyone signed in may; or whoever holds the capability in the workspace concerned. */
export type Requirement = 'public' | 'signed-in' | Capability;

/**
 * Every operation of the product and what it asks of the person: routes, socket messages, document writes and jobs name
 * their operation here, and one that is missing does not compile.
 */
export const OPERATIONS = {
  'account.signUp': 'public',
  'account.signIn': 'public',
  'account.signOut': 'public',
  'invitation.read': 'public',
  'invitation.accept': 'signed-in',
  'workspace.list': 'signed-in',
  'workspace.create': 'signed-in',
  'workspace.open': 'project.read',
  'workspace.invite': 'workspace.manage',
  'workspace.changeRole': 'workspace.manage',
  'workspace.removeMember': 'workspace.manage',
  'workspace.revokeInvitation': 'workspace.manage',
  'project.create': 'project.create',
  'project.import': 'project.create',
  'project.preview': 'project.create',
  'project.readDraft': 'script.write',
  'project.open': 'project.read',
  'project.export': 'project.read',
  'project.keepHistory': 'workspace.manage',
  'document.read': 'project.read',
  'document.presence': 'project.read',
  'document.writeScript': 'script.write',
  'document.writeBoards': 'boards.write',
  'room.join': 'project.read',
  'room.follow': 'project.read',
  'comment.read': 'project.read',
  'comment.start': 'comments.write',
  'comment.reply': 'comments.write',
  'comment.edit': 'comments.write',
  'comment.resolve': 'comments.write',
  'comment.reopen': 'comments.write',
  'revision.list': 'project.read',
  'revision.open': 'project.read',
  'revision.compare': 'project.read',
  'revision.name': 'revisions.name',
  'revision.restore': 'revisions.restore',
  'picture.request': 'pictures.generate',
  'picture.cancel': 'pictures.generate',
  'picture.retry': 'pictures.generate',
  'picture.generate': 'pictures.generate',
  'picture.progress': 'project.read',
  'picture.choices': 'pictures.generate',
  'picture.record': 'project.read',
  'picture.tally': 'project.read',
  'picture.pause': 'pictures.generate',
  'suggestion.choices': 'pictures.generate',
  'suggestion.ask': 'pictures.generate',
  'picture.upload': 'boards.write',
  'picture.copy': 'boards.write',
  'cast.addPicture': 'boards.write',
  'drawing.open': 'project.read',
  'drawing.start': 'boards.write',
  'drawing.copy': 'boards.write',
  'drawing.picture': 'project.read',
  'provider.list': 'workspace.manage',
  'provider.add': 'workspace.manage',
  'provider.change': 'workspace.manage',
  'provider.replaceKey': 'workspace.manage',
  'provider.remove': 'workspace.manage',
  'provider.check': 'workspace.manage',
  'provider.tally': 'workspace.manage',
  'asset.read': 'project.read',
  'consent.list': 'workspace.manage',
  'consent.give': 'workspace.manage',
  'consent.revoke': 'workspace.manage',
  'consent.readFile': 'workspace.manage',
  'consent.marks': 'project.read',
} as const satisfies Record<string, Requirement>;

export type Operation = keyof typeof OPERATIONS;

/** Whether a member of this role may; for operations inside a workspace. */
export function mayDo(role: Role, operation: Operation): boolean {
  const requirement = OPERATIONS[operation];
  return requirement === 'public' || requirement === 'signed-in' || can(role, requirement);
}
