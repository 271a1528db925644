import { useFetcher } from '@remix-run/react';
import { useEffect, useMemo, useReducer, useRef } from 'react';
import { outdatedLooks, storyDaysOf } from '#shared/cast/index.ts';
import type { PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { ConsentMarks } from '#server/context.ts';
import type { ProjectConnection } from './connection.ts';
import { useCast, type LiveCast } from './use-cast.ts';
import { useRealtimeEvent, useRealtimeGap } from './use-realtime.tsx';
import { useStoryboard, type LiveStoryboard } from './use-storyboard.ts';

/** What people should know of the picture that a panel shows. */
export interface PictureWarning {
  /** As it stands on a card. */
  readonly word: string;
  readonly about: string;
}

export type PictureWarnings = ReadonlyMap<PanelId, readonly PictureWarning[]>;

/**
 * What the server says of consents and looks, fetched anew when consents or pictures came: once for all that come while it
 * is fetched, since a batch brings a thousand. Null until the first answer.
 */
export function useConsentMarks(project: ProjectId): ConsentMarks | null {
  const { load, data, state } = useFetcher<ConsentMarks>({ key: `consent-marks-${project}` });
  const [asked, refresh] = useReducer((before: number) => before + 1, 0);
  const fetched = useRef('');
  useEffect(() => {
    const wanted = `${project} ${String(asked)}`;
    if (state !== 'idle' || fetched.current === wanted) return;
    fetched.current = wanted;
    load(`/projects/${project}/consent-marks`);
  }, [load, project, asked, state]);
  useRealtimeEvent('consents.changed', refresh);
  useRealtimeEvent('picture.progress', (picture) => {
    if (picture.state === 'done') refresh();
  });
  useRealtimeGap(refresh);
  return data && 'looks' in data ? data : null;
}

/** Panels whose shown picture is of looks that were changed, or was made under a consent that was revoked. */
export function usePictureWarnings(connection: ProjectConnection, marks: ConsentMarks | null): PictureWarnings {
  const storyboard = useStoryboard(connection);
  const cast = useCast(connection.doc);
  return useMemo(() => (marks ? warningsOf(storyboard, cast, marks) : NONE), [storyboard, cast, marks]);
}

const NONE: PictureWarnings = new Map();

export function warningsOf(
  storyboard: LiveStoryboard,
  cast: LiveCast,
  { looks, revoked }: ConsentMarks,
): PictureWarnings {
  if (Object.keys(looks).length === 0 && Object.keys(revoked).length === 0) return NONE;
  const scenes = storyboard.boards.map(({ scene }) => scene);
  const days = storyDaysOf(scenes, cast.marks);
  const characters = new Map(cast.characters.map((character) => [character.id, character]));
  const warnings = new Map<PanelId, PictureWarning[]>();
  for (const { scene, panels } of storyboard.boards) {
    for (const { id, take } of panels) {
      if (take === null) continue;
      const day = days.get(scene.id)?.day ?? null;
      const outdated = outdatedLooks(looks[take] ?? [], characters, scene.id, day).map(({ name }) => name);
      const own = [...revokedWords(revoked[take] ?? []), ...outdatedWords(outdated)];
      if (own.length > 0) warnings.set(id, own);
    }
  }
  return warnings;
}

function revokedWords(people: readonly string[]): PictureWarning[] {
  const who = people.join(' and ');
  const about = `The consent of ${who}, under which this picture was made, was revoked. Choose another take, or make one.`;
  return people.length === 0 ? [] : [{ word: 'Consent revoked', about }];
}

function outdatedWords(names: readonly string[]): PictureWarning[] {
  const who = names.join(' and ');
  const about = `The look of ${who} has changed since this picture was made. G draws it anew.`;
  return names.length === 0 ? [] : [{ word: 'Look changed', about }];
}
