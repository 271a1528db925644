declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** A person with an account. */
export type UserId = Id<'user'>;
/** A team's tenant: members, projects and keys belong to one. */
export type WorkspaceId = Id<'workspace'>;
/** One film: a script, its boards, their history. */
export type ProjectId = Id<'project'>;
/** A script paragraph. Stable through edits, never written into exported text. */
export type ElementId = Id<'element'>;
/** A camera setup. */
export type ShotId = Id<'shot'>;
/** One frame of a shot. */
export type PanelId = Id<'panel'>;
/** One picture made for a panel. */
export type TakeId = Id<'take'>;
/** A named state of the whole project. */
export type RevisionId = Id<'revision'>;
export type ThreadId = Id<'thread'>;
export type CommentId = Id<'comment'>;
export type InvitationId = Id<'invitation'>;
/** Somebody of the film, whoever plays them. */
export type CharacterId = Id<'character'>;
/** How a character is to be seen for some of the film. */
export type LookId = Id<'look'>;
/** A place where scenes happen. */
export type LocationId = Id<'location'>;
/** What a real person allowed, in writing. */
export type ConsentId = Id<'consent'>;
/** What a workspace has with a service that makes pictures. */
export type ProviderAccountId = Id<'provider-account'>;
/** What a model of text proposed when somebody asked. */
export type SuggestionId = Id<'suggestion'>;
/** One time that somebody took pictures out in a file. */
export type ExportId = Id<'export'>;
/** A durable piece of background work. */
export type JobId = Id<'job'>;
/** The SHA-256 of a stored file's bytes, in hex: the file's name and its proof. */
export type AssetHash = Id<'asset'>;
/** A Yjs document's name on the wire: a project id, or `<project>/sketch/<panel>`. */
export type DocumentName = Id<'document'>;

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const LENGTH = 16;

/** Makes a fresh id: 16 characters of base 36 (82 bits). Unguessable only when the random bytes are cryptographic. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the brand it makes
export type NewId = <T extends string>() => T;

export function idMaker(randomBytes: (count: number) => Uint8Array): NewId {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as above
  return <T extends string>() => {
    let id = '';
    while (id.length < LENGTH) {
      // 252 = 7 × 36: larger bytes would favour the first letters.
      for (const byte of randomBytes(LENGTH)) if (byte < 252 && id.length < LENGTH) id += ALPHABET.charAt(byte % 36);
    }
    return id as T;
  };
}
