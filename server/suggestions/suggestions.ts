import { answerSuggestion, insertSuggestion, type Db } from '#db/index.ts';
import { projectDocument } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { NewId, SuggestionId } from '#shared/lib/ids.ts';
import { AppError, type ErrorCode } from '#shared/protocol/index.ts';
import { hashOfLines } from '#shared/storyboard/index.ts';
import type { Access } from '#server/access/index.ts';
import { TextFailed, costOf, type TextModels } from '#server/generation/index.ts';
import type { Log } from '#server/observability/index.ts';
import { hashOfRecord, sha256, suggestedShot, type SuggestionRecord } from '#server/provenance/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { Suggestion, Suggestions, Wish } from './port.ts';
import { questionFor, type Question } from './questions.ts';

export interface SuggestionsOptions {
  readonly db: Db;
  readonly access: Access;
  readonly documents: Pick<Documents, 'read'>;
  readonly models: TextModels;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

export function createSuggestions(options: SuggestionsOptions): Suggestions {
  const { db, access, documents, models, clock, newId } = options;
  return {
    choices: async (actor, project) => {
      await access.requireInProject(actor, project, 'suggestion.choices');
      return models.choices(project);
    },

    ask: async (actor, project, wish, account, signal) => {
      await access.requireInProject(actor, project, 'suggestion.ask');
      const { state, epoch, seq } = await documents.read(projectDocument(project));
      const question = questionFor(state, wish);
      const found = await models.find(project, account);
      const [id, askedBy, askedAt] = [newId<SuggestionId>(), must(actor).userId, clock.now()];
      const estimate = costOf(found.model, tokensLikely(question));
      await db.transaction(async (tx) => {
        await models.allow(tx, found, estimate);
        const asked = { id, projectId: project, accountId: account, askedBy, cost: estimate };
        await insertSuggestion(tx, { ...asked, askedAt: new Date(askedAt) });
      });
      let cost: number | null = estimate;
      let record: SuggestionRecord | null = null;
      try {
        const { task, material, reads, maxTokens } = question;
        const answer = await found.writer.ask({ task, material, reads, maxTokens, signal });
        cost = costOf(found.model, answer.tokens);
        const made = question.made(answer.value);
        record = {
          ...{ version: 1, suggestion: id, project, use: wish.use, revision: { epoch, seq } },
          ...{ ...about(wish), elements: question.elements.map((line) => line.id) },
          ...{ textHash: hashOfLines(question.elements), promptHash: sha256(`${task}\n\n${material}`) },
          ...{ account, service: found.service, host: found.host, model: answer.model, requestId: answer.requestId },
          ...{ tokens: answer.tokens, cost, requestedBy: askedBy, at: clock.now(), latencyMs: clock.now() - askedAt },
          outputs:
            'words' in made ? [sha256(made.words)] : made.shots.map(({ shot }) => hashOfRecord(suggestedShot(shot))),
          digitalSourceType: 'trainedAlgorithmicMedia',
        };
        return { use: wish.use, id, ...made } as Suggestion;
      } catch (error) {
        if (!(error instanceof TextFailed)) throw error;
        // What was refused is not on the bill; of what came too late, nobody knows.
        if (error.kind !== 'timeout') cost = error.tokens ? costOf(found.model, error.tokens) : 0;
        throw new AppError(CODES[error.kind] ?? 'unavailable', error.message);
      } finally {
        await answerSuggestion(db, id, { answeredAt: new Date(clock.now()), cost, record });
        // Never what was asked, nor what came of it.
        options.log.info({ suggestion: id, use: wish.use, account, answered: record !== null }, 'a model was asked');
      }
    },
  };
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  rate_limited: 'rate_limited',
  moderated: 'conflict',
  quota: 'conflict',
};

function about(wish: Wish): Pick<SuggestionRecord, 'scene' | 'panel'> {
  return wish.use === 'coverage' ? { scene: wish.scene, panel: null } : { scene: null, panel: wish.panel };
}

/** Four characters a token, and an answer half as long as what was asked, if it is not longer. */
function tokensLikely({ task, material }: Question) {
  const input = Math.ceil((task.length + material.length) / 4);
  return { input, output: Math.max(300, Math.ceil(input / 2)) };
}
