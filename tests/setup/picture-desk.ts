import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeSeat, createDocumentStore } from '#db/index.ts';
import { EDIT, addPanel, appendScript, loadState, projectDocument, readPanel } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { JobId, PanelId } from '#shared/lib/ids.ts';
import type { MemberRole } from '#shared/access/index.ts';
import type { JobState } from '#shared/protocol/index.ts';
import { createAccess } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { createAssets, diskStore, hashOf, ownedFiles } from '#server/assets/index.ts';
import { createAsDrawn } from '#server/boards/index.ts';
import { createConsentGate, createConsents } from '#server/consent/index.ts';
import {
  createGeneration,
  createPrevizArtist,
  onlyProvider,
  type GenerationOptions,
} from '#server/generation/index.ts';
import { createSyncServer } from '#server/sync/index.ts';
import { testArtist } from '#tests/factories/artist.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import type { TestDatabase } from '#tests/setup/on-each-database.ts';
import { pictureNotices } from '#tests/setup/picture-notices.ts';

export type Cleanup = () => unknown;

/** Says on what it was drawn. */
export const drawnOver = (over: Uint8Array | string) =>
  new TextEncoder().encode(`drawn on ${typeof over === 'string' ? over : hashOf(over)}`);

/** Two panels of a film, whose pictures an artist of the tests makes. */
export async function makePictureDesk({ db }: TestDatabase, cleanups: Cleanup[]) {
  const platform = testPlatform();
  const { clock, newId } = platform;
  const [team, others] = [await makeFilm(db, platform), await makeFilm(db, platform)];
  const bus = aloneBus('p1');
  const access = createAccess({ db, bus });
  const sync = createSyncServer({
    ...{ store: createDocumentStore(db), access, clock, log: silentLog, bus },
    identify: () => Promise.resolve(null),
    allowedOrigin: () => true,
  });
  const { documents } = sync;
  cleanups.push(() => sync.drain());
  const { project } = team;
  const name = projectDocument(project);
  const panels: PanelId[] = [];
  await documents.create(name, project, team.owner.userId, (doc) => {
    const [, first, cue] = appendScript(
      doc,
      [
        { type: 'scene_heading', text: 'INT. KITCHEN - NIGHT' },
        { type: 'action', text: 'ZOË waits.' },
        { type: 'character', text: 'ZOË (V.O.)' },
        { type: 'dialogue', text: 'I wait.' },
        { type: 'scene_heading', text: 'EXT. YARD - CONTINUOUS' },
      ],
      newId,
    );
    panels.push(addPanel(doc, { anchors: [must(first)], order: 'aV' }, newId));
    panels.push(addPanel(doc, { anchors: [must(cue)], order: 'aX', caption: 'Close', shot: { size: 'CU' } }, newId));
  });
  const notices = pictureNotices();
  const artist = testArtist();
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-pictures-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  const store = diskStore(folder, newId);
  const assets = createAssets({ db, access, store, scale: (bytes) => Promise.resolve(bytes), clock });
  const consents = createConsents({ db, access, files: ownedFiles(store), notices, clock, newId });
  const gate = createConsentGate({ db, clock });
  // Its threads start with the first map.
  const previz = createPrevizArtist({ threads: 1 });
  cleanups.push(() => previz.close());
  const options: Omit<GenerationOptions, 'worker'> = {
    mapOfSet: (brief, map, signal) => previz.mapOfSet(brief, map, signal),
    ...{ db, access, documents, assets, consents: gate, notices, clock, newId, log: silentLog },
    providers: onlyProvider(artist),
    asDrawn: createAsDrawn({ db, documents, assets, studio: { draw: ({ over }) => Promise.resolve(drawnOver(over)) } }),
    studio: { check: () => Promise.resolve({ ok: true, mime: 'image/png', sizes: [] } as const) },
    ...{ alone: true, concurrency: 2 },
  };
  const start = (changes: Partial<GenerationOptions> = {}) => {
    const parts = createGeneration({ ...options, worker: newId(), ...changes });
    cleanups.push(() => parts.runner.stop());
    parts.runner.start();
    return parts.service;
  };
  const read = async () => loadState((await documents.read(name)).state);
  return {
    ...{ db, platform, access, documents, assets, consents, artist, notices, team, others, project, name, start },
    first: must(panels[0]),
    second: must(panels[1]),
    read,
    panel: async (id: PanelId) => must(readPanel(await read(), id)),
    until: (job: JobId | undefined, state: JobState) =>
      notices.until((notice) => notice.job === job && notice.state === state),
    edit: (change: Parameters<typeof documents.edit>[3]) =>
      documents.edit(name, team.writer.userId, EDIT, (doc) => void change(doc)),
    changeRole: async (who: MemberRole, role: MemberRole | null) => {
      const { workspaceId } = await access.requireInProject(team.owner, project, 'project.open');
      await changeSeat(db, workspaceId, team[who].userId, role);
    },
  };
}
