import { and, count, eq, gte, isNotNull, isNull } from 'drizzle-orm';
import type { ProjectId, ProviderAccountId, SuggestionId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { suggestions } from '../schema/index.ts';

export type SuggestionRow = typeof suggestions.$inferSelect;

export async function insertSuggestion(db: Db, asked: Omit<SuggestionRow, 'answeredAt' | 'record'>): Promise<void> {
  await db.insert(suggestions).values(asked);
}

export async function answerSuggestion(
  db: Db,
  id: SuggestionId,
  answer: Pick<SuggestionRow, 'answeredAt' | 'cost' | 'record'>,
): Promise<void> {
  await db.update(suggestions).set(answer).where(eq(suggestions.id, id));
}

/** Those of a project that were answered, the oldest first. */
export async function suggestionsOf(db: Db, project: ProjectId): Promise<SuggestionRow[]> {
  return db
    .select()
    .from(suggestions)
    .where(and(eq(suggestions.projectId, project), isNotNull(suggestions.record)))
    .orderBy(suggestions.askedAt, suggestions.id);
}

/** How many questions were put to an account since then, in all or only those without an answer yet. */
export async function countSuggestions(
  db: Db,
  account: ProviderAccountId,
  since: Date,
  which: 'all' | 'open',
): Promise<number> {
  const open = which === 'open' ? isNull(suggestions.answeredAt) : undefined;
  const [found] = await db
    .select({ count: count() })
    .from(suggestions)
    .where(and(eq(suggestions.accountId, account), gte(suggestions.askedAt, since), open));
  return found?.count ?? 0;
}
