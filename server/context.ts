/**
 * The types of what Remix loaders and actions receive. Services arrive through the load context and never by import: an
 * import from a route would load a second copy of the server into the process (docs/decisions/002).
 */
import type { Actor } from './access/port.ts';
import type { Assets } from './assets/port.ts';
import type { Auth, User } from './auth/port.ts';
import type { Boards, Drawings } from './boards/port.ts';
import type { Comments } from './comments/port.ts';
import type { Consents } from './consent/port.ts';
import type { Folders } from './folders/port.ts';
import type { PictureAccounts } from './generation/accounts-port.ts';
import type { Generation } from './generation/port.ts';
import type { Pictures } from './pictures/port.ts';
import type { Projects } from './projects/port.ts';
import type { Revisions } from './revisions/port.ts';
import type { Screenplays } from './screenplays/port.ts';
import type { Suggestions } from './suggestions/port.ts';
import type { Workspaces } from './workspaces/port.ts';

export interface Services {
  readonly auth: Auth;
  readonly workspaces: Workspaces;
  readonly projects: Projects;
  readonly screenplays: Screenplays;
  readonly comments: Comments;
  readonly revisions: Revisions;
  readonly consents: Consents;
  readonly generation: Generation;
  readonly pictureAccounts: PictureAccounts;
  readonly suggestions: Suggestions;
  readonly assets: Assets;
  readonly pictures: Pictures;
  readonly boards: Boards;
  readonly drawings: Drawings;
  readonly folders: Folders;
}

/** One request's view of the server. */
export interface RequestContext {
  readonly services: Services;
  /** Null for a visitor. */
  readonly actor: Actor | null;
  readonly user: User | null;
  /** Remote address, for limits on attempts. */
  readonly address: string;
  /** CSP nonce of this response. */
  readonly nonce: string;
  /** Logs what should not have happened, with the request's number. */
  readonly report: (error: unknown) => void;
}

declare module '@remix-run/server-runtime' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- augmentation: the interface takes over ours
  interface AppLoadContext extends RequestContext {}
}

export type { Standing } from './access/port.ts';
export type { User } from './auth/port.ts';
export type {
  AiReportChoices,
  BoardFile,
  DrawingDocument,
  PictureChoices,
  SheetChoices,
  ShotListChoices,
} from './boards/port.ts';
export type { Comment, Thread } from './comments/port.ts';
export type { Consent, ConsentMarks, ConsentReach } from './consent/port.ts';
export type { FolderImport } from './folders/port.ts';
export type { AccountModel, AccountSummary, AccountsOverview, KindSummary } from './generation/accounts-port.ts';
export type { PictureJob, PictureRecord } from './generation/port.ts';
export type { TextModel } from './generation/text/text-model.ts';
export type { UsableModel } from './generation/text/text-models.ts';
export type { PictureModel } from './generation/provider-kind.ts';
export type { ProviderChoice } from './generation/providers.ts';
export type { CopiedTake, StoredPicture } from './pictures/port.ts';
export type { ProjectSession, ProjectSummary } from './projects/port.ts';
export type { RevisionSummary } from './revisions/port.ts';
export type { ExportChoice, ScriptPreview, ScriptUpload } from './screenplays/port.ts';
export type { Suggestion, Wish } from './suggestions/port.ts';
export type { Member, PendingInvitation, WorkspaceSummary } from './workspaces/port.ts';
