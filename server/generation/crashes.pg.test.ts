import {} from 'node:fs/promises';
import {} from 'node:os';
import {} from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { appendTake, findJob, takeChain } from '#db/index.ts';
import { deletePanels, updatePanel } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { AssetHash, TakeId } from '#shared/lib/ids.ts';
import {} from '#shared/storyboard/index.ts';
import {} from '#shared/screenplay/index.ts';
import type {} from '#shared/access/index.ts';
import type {} from '#shared/protocol/index.ts';
import {} from '#server/access/index.ts';
import {} from '#server/cluster/index.ts';
import {} from '#server/assets/index.ts';
import {} from '#server/boards/index.ts';
import {} from '#server/consent/index.ts';
import {} from '#server/sync/index.ts';
import {} from '#tests/factories/artist.ts';
import {} from '#tests/factories/film.ts';
import {} from '#tests/factories/platform.ts';
import {} from '#tests/factories/silent-log.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';
import {} from '#tests/setup/picture-notices.ts';
import {} from '#server/provenance/index.ts';
import { onlyProvider, type GenerationOptions } from './index.ts';
import { makePictureDesk, type Cleanup } from '#tests/setup/picture-desk.ts';

type Live = GenerationOptions['documents'];

/** The same documents, written to in another way. */
const writing = (documents: Live, edit: Live['edit']): Live => ({
  read: (document) => documents.read(document),
  look: (document, read) => documents.look(document, read),
  edit,
});

onEachDatabase('pictures on order, when something goes wrong', (open) => {
  const cleanups: Cleanup[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  // Where a process can die: before the answer, after the file, after the take's row, after the edit of the document.
  test.each(['answer', 'file', 'row', 'edit'])(
    'a process that dies after the %s is followed by one that ends the job with one take',
    async (death) => {
      const world = await makePictureDesk(await open(), cleanups);
      const { team, project, first, artist, documents, assets, db, until } = world;
      let reached: () => void = () => undefined;
      const dying = new Promise<void>((resolve) => (reached = resolve));
      let bury: (reason: Error) => void = () => undefined;
      const dead = new Promise<never>((_resolve, reject) => (bury = reject));
      const die = () => {
        reached();
        return dead;
      };
      const mortal: Pick<GenerationOptions, 'documents' | 'assets' | 'providers'> = {
        providers: onlyProvider({
          ...artist,
          poll: (...question) => (death === 'answer' ? die() : artist.poll(...question)),
        }),
        assets: {
          ...assets,
          put: async (...file) => {
            const hash = await assets.put(...file);
            return death === 'file' ? die() : hash;
          },
        },
        documents: writing(documents, async (...edit) => {
          if (death === 'row') return die();
          const result = await documents.edit(...edit);
          return death === 'edit' ? die() : result;
        }),
      };
      const before = world.start(mortal);
      cleanups.push(() => bury(new Error('dead')));
      const [job] = await before.request(team.director, project, [first]);
      await dying;
      world.start();
      await until(job, 'done');
      expect(artist.asked).toHaveLength(1);
      const rows = await takeChain(db, project);
      expect(rows.map((row) => row.jobId)).toEqual([job]);
      expect((await world.panel(first)).takes.map((take) => take.id)).toEqual(rows.map((row) => row.id));
      expect(await findJob(db, project, must(job))).toMatchObject({ attempts: 1, orphaned: 1 });
    },
  );

  test('a picture that somebody has named like an order is not taken for what was ordered', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, artist, db, until } = world;
    const service = world.start();
    await service.pause(team.director, project, true);
    const [job] = await service.request(team.director, project, [first]);
    await appendTake(db, project, must(job) as string as TakeId, () => ({
      ...{ panelId: first, jobId: null, asset: 'f'.repeat(64) as AssetHash, source: 'uploaded' },
      ...{ createdBy: team.writer.userId, createdAt: new Date(0), record: {}, recordHash: 'hash', previousHash: '' },
    }));
    await service.pause(team.director, project, false);
    await until(job, 'failed');
    expect(artist.asked).toEqual([]);
    expect((await world.panel(first)).takes).toEqual([]);
  });

  test('a choice made between a crash and its recovery stays', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, documents, until, edit } = world;
    let bury: (reason: Error) => void = () => undefined;
    const dead = new Promise<never>((_resolve, reject) => (bury = reject));
    let hung: () => void = () => undefined;
    const dying = new Promise<void>((resolve) => (hung = resolve));
    const service = world.start({
      documents: writing(documents, async (...change) => {
        await documents.edit(...change);
        hung();
        return dead;
      }),
    });
    cleanups.push(() => bury(new Error('dead')));
    const [job] = await service.request(team.director, project, [first]);
    await dying;
    await edit((doc) => updatePanel(doc, first, { take: 'another' as TakeId }));
    world.start();
    await until(job, 'done');
    expect((await world.panel(first)).take).toBe('another');
  });

  test('a failure is tried three times, then stays in sight until somebody tries again', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, artist, until } = world;
    artist.next.push('fail', 'fail', 'fail', 'draw');
    const service = world.start();
    const [job] = await service.request(team.director, project, [first]);
    await until(job, 'failed');
    expect(artist.asked).toHaveLength(3);
    const failed = { id: job, panel: first, state: 'failed', message: 'The pencil broke. Try again.' };
    expect(await service.list(team.viewer, project)).toMatchObject([failed]);
    expect((await world.panel(first)).takes).toEqual([]);
    await service.retry(team.writer, project, must(job));
    await until(job, 'done');
    expect(await world.panel(first)).toMatchObject({ takes: [{ by: team.writer.userId }] });
    await expect(service.retry(team.writer, project, must(job))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a refusal is not tried again, and a new request takes it out of sight', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, artist, until } = world;
    artist.next.push('refuse');
    const service = world.start();
    const [refused] = await service.request(team.director, project, [first]);
    await until(refused, 'failed');
    expect(artist.asked).toHaveLength(1);
    const [job] = await service.request(team.director, project, [first]);
    await until(refused, 'cancelled');
    await until(job, 'done');
    expect(await service.list(team.director, project)).toEqual([]);
  });

  test('cancelling a picture that is being drawn calls it off, and it never appears', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, second, artist, db, until, notices } = world;
    artist.next.push('hang');
    const service = world.start({ concurrency: 1 });
    const [drawn, queued] = await service.request(team.director, project, [first, second]);
    await notices.until((notice) => notice.job === drawn && notice.progress === 0.5);
    await service.cancel(team.writer, project, must(drawn));
    await until(queued, 'done');
    expect(artist.cancelled).toEqual([drawn]);
    expect(await findJob(db, project, must(drawn))).toMatchObject({ state: 'cancelled' });
    expect((await world.panel(first)).takes).toEqual([]);
    await service.cancel(team.writer, project, must(drawn));
  });

  test('a panel deleted while its picture is drawn ends the job in words', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, documents, edit, until } = world;
    const service = world.start({
      documents: writing(documents, async (...change) => {
        await edit((doc) => deletePanels(doc, [first]));
        return documents.edit(...change);
      }),
    });
    const [job] = await service.request(team.director, project, [first]);
    expect((await until(job, 'failed')).message).toContain('The panel was deleted');
  });
});
