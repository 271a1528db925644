import { consentsOf, findProject, membersOf, type Db } from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import type { RecordedTake } from '#shared/storyboard/index.ts';
import type { Actor } from '#server/access/index.ts';
import type { Assets } from '#server/assets/index.ts';
import { serviceName } from '#server/generation/index.ts';
import type { Log } from '#server/observability/index.ts';
import { aiReport, type AiReport, type ReportedFilm } from './ai-report.ts';
import type { Signer } from './c2pa/signer.ts';
import type { SigningIdentity } from './c2pa/signing-identity.ts';
import { signingKeys, type SigningKeysOptions } from './c2pa/signing-keys.ts';
import { embedXmp } from './embed-xmp.ts';
import { labelOf, type PictureLabel } from './label.ts';
import type { LeavingPicture } from './leaving-picture.ts';
import { projectRecords, projectSuggestions } from './project-records.ts';
import { historyOf, type ReadAsset } from './sign-picture.ts';
import { NOT_RECORDED } from './suggested-rows.ts';
import type { TakeRecord } from '#server/provenance/index.ts';
import { xmpOf } from './xmp.ts';

export interface DisclosureOptions extends SigningKeysOptions {
  readonly db: Db;
  readonly assets: Pick<Assets, 'open'>;
  readonly signer: Pick<Signer, 'sign'>;
  readonly log: Log;
}

export type Labeller = (picture: LeavingPicture) => Promise<Uint8Array>;

/** What leaves says how it was made. What is stored is never touched. */
export interface Disclosure {
  /** What models have made of the film's pictures. */
  report(
    actor: Actor | null,
    project: ProjectId,
    film: Pick<ReportedFilm, 'panels' | 'isDrawnOn' | 'shotOf'>,
  ): Promise<AiReport>;
  /** What models have made here, by its records; the actor may see the project. */
  recorded(actor: Actor | null, project: ProjectId): Promise<readonly RecordedTake[]>;
  /**
   * For pictures of one project, which the actor may export: XMP in IPTC's words, then a C2PA manifest, which has to be last.
   * `prompts`: they say what was asked for, too.
   */
  labeller(actor: Actor | null, project: ProjectId, choices: { readonly prompts: boolean }): Promise<Labeller>;
}

export function createDisclosure(options: DisclosureOptions): Disclosure {
  const { db, assets } = options;
  const identityOf = signingKeys(options);
  return {
    report: async (actor, project, film) => {
      const readFile = async (file: AssetHash) => (await assets.open(actor, project, file)).bytes;
      const { workspace } = must(await findProject(db, project));
      const [records, people] = [await projectRecords(db, project, readFile), await membersOf(db, workspace.id)];
      const names = new Map<string, string>(people.map(({ userId, name }) => [userId, name]));
      const whose = new Map<string, string>(
        (await consentsOf(db, workspace.id)).map(({ id, person, revokedAt }) => [
          id,
          revokedAt ? `${person} (revoked)` : person,
        ]),
      );
      const suggestions = await projectSuggestions(db, project, readFile);
      return aiReport({
        ...{ ...film, records, suggestions },
        nameOf: (user) => names.get(user),
        consentOf: (id) => whose.get(id),
      });
    },

    recorded: async (actor, project) => {
      const records = await projectRecords(
        db,
        project,
        async (file) => (await assets.open(actor, project, file)).bytes,
      );
      return [...records.values()].flatMap(({ take, source, provider, model, cost, copiedFrom }) => {
        if (source !== 'generated') return [];
        const known = { provider: serviceName(provider ?? ''), model: model?.id ?? NOT_RECORDED };
        return [{ id: take, ...known, cost, copyOf: copiedFrom?.take ?? null }];
      });
    },

    labeller: async (actor, project, { prompts }) => {
      const read: ReadAsset = (asset: AssetHash) => assets.open(actor, project, asset);
      const records = await projectRecords(db, project, async (file) => (await read(file)).bytes);
      const { workspace } = must(await findProject(db, project));
      const identity = await identityOf(workspace);
      return async (picture) => {
        const record = (picture.take !== null && records.get(picture.take)) || null;
        const known = labelOf(record, picture.drawn, picture.take !== null);
        const label = { ...known, prompt: prompts ? known.prompt : null };
        const bytes = embedXmp(picture.bytes, picture.mime, xmpOf(label));
        return identity ? signed(options, { ...picture, bytes }, { record, label, identity, read }) : bytes;
      };
    },
  };
}

interface Known {
  readonly record: TakeRecord | null;
  readonly label: PictureLabel;
  readonly identity: SigningIdentity;
  readonly read: ReadAsset;
}

/** One that the engine can't sign leaves with its label alone: it must not keep the others from leaving. */
async function signed({ signer, log }: DisclosureOptions, picture: LeavingPicture, known: Known): Promise<Uint8Array> {
  const { title, mime, bytes } = picture;
  const { record, label, identity, read } = known;
  try {
    const history = await historyOf(record, label, picture, read);
    return await signer.sign({ ...history, title, mime, bytes, identity });
  } catch (error) {
    log.error({ take: picture.take, reason: String(error) }, 'a picture leaves without a signature');
    return bytes;
  }
}
