import type { ElementId, PanelId, ProjectId, ProviderAccountId, SuggestionId } from '#shared/lib/ids.ts';
import type { ReadProposal } from '#shared/storyboard/index.ts';
import type { UsableModel } from '#server/generation/index.ts';
import type { Actor } from '#server/access/index.ts';

/** What a model is asked for. */
export type Wish =
  | { readonly use: 'coverage'; readonly scene: ElementId }
  /** `words`: the prompt as it stands. */
  | { readonly use: 'prompt'; readonly panel: PanelId; readonly words: string }
  | { readonly use: 'alt'; readonly panel: PanelId };

/** It is nobody's until somebody takes it: nothing was written anywhere. */
export type Suggestion =
  | ({ readonly use: 'coverage'; readonly id: SuggestionId } & ReadProposal)
  | { readonly use: 'prompt' | 'alt'; readonly id: SuggestionId; readonly words: string };

/** What models of text propose beside what the rules do. */
export interface Suggestions {
  /** Whom one can ask here; nobody, until an owner has opened an account. */
  choices(actor: Actor | null, project: ProjectId): Promise<readonly UsableModel[]>;
  /** Rejects with AppError for people, or with the signal's reason when nobody waits any more. */
  ask(
    actor: Actor | null,
    project: ProjectId,
    wish: Wish,
    account: ProviderAccountId,
    signal: AbortSignal,
  ): Promise<Suggestion>;
}
