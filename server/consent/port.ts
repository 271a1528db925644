import type { ConsentCheck, ConsentNeed, ConsentTerms, RecordedLook } from '#shared/cast/index.ts';
import type { AssetHash, ConsentId, ExportId, PanelId, ProjectId, TakeId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Actor } from '#server/access/index.ts';

/** A consent as owners see it. Times are milliseconds since the epoch. */
export interface Consent extends ConsentTerms {
  readonly territory: string;
  /** Who signed: the person, or who may sign for them. */
  readonly grantedBy: string;
  readonly file: { readonly name: string; readonly bytes: number };
  readonly createdAt: number;
  readonly reach: ConsentReach;
}

/** What a consent reached: pictures made under it, what was made of those, and files that may hold them. */
export interface ConsentReach {
  readonly takes: readonly {
    readonly take: TakeId;
    readonly panel: PanelId;
    readonly project: ProjectId;
    readonly asset: AssetHash;
    readonly at: number;
  }[];
  /** Exports of those projects since the first of their pictures was made, the newest first. */
  readonly exports: readonly {
    readonly id: ExportId;
    readonly project: ProjectId;
    readonly what: 'sheets' | 'pictures' | 'folder';
    readonly by: string;
    readonly at: number;
  }[];
}

export interface NewConsent extends Pick<ConsentTerms, 'person' | 'uses' | 'project' | 'from' | 'until'> {
  readonly territory: string;
  readonly grantedBy: string;
  /** The signed paper: a PDF or a picture. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
}

/** What members see on panels and in the cast. */
export interface ConsentMarks {
  /** The looks that pictures were made from, by their takes. */
  readonly looks: Readonly<Record<TakeId, readonly RecordedLook[]>>;
  /** Takes that a revoked consent reached, and whose it was. */
  readonly revoked: Readonly<Record<TakeId, readonly string[]>>;
  /** Who has agreed to have their likeness in pictures of this project now, as `nameKey` writes them. */
  readonly agreed: readonly string[];
}

export interface Consents {
  list(actor: Actor | null, workspace: WorkspaceId): Promise<readonly Consent[]>;
  /** AppError `invalid_input` with a message by field. */
  give(actor: Actor | null, workspace: WorkspaceId, consent: NewConsent): Promise<ConsentId>;
  /** Counts from now on and for good. Answers with what it reached. AppError `conflict` for one that is revoked. */
  revoke(actor: Actor | null, workspace: WorkspaceId, consent: ConsentId): Promise<ConsentReach>;
  /** The signed paper, as it came. */
  readFile(
    actor: Actor | null,
    workspace: WorkspaceId,
    consent: ConsentId,
  ): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array }>;
  marks(actor: Actor | null, project: ProjectId): Promise<ConsentMarks>;
}

/**
 * Whether a request that uses these people may leave the house: asked before anything is sent, and again whenever it is
 * sent anew. `consentNeeds` (shared/cast) says whom a panel uses. Asks nobody's role: it is for the server's own work.
 */
export interface ConsentGate {
  /** `pictures`: what goes along. Whoever agreed to have one of them made has to agree to its being used again, too. */
  check(project: ProjectId, needs: readonly ConsentNeed[], pictures?: readonly AssetHash[]): Promise<ConsentCheck>;
}
