import * as z from 'zod/mini';
import { TAKE_SOURCES } from '#shared/storyboard/index.ts';

/*
 * A project as an open folder (docs/open-folder.md): what other programs may read and write, so what is said here is kept
 * to. A newer version of the format has another number; fields that a version doesn't know go through untouched.
 */

export const FOLDER_VERSION = 1;
/** Where each thing lies. `pictures/`, `references/` and `drawings/` are folders. */
export const FOLDER_FILES = {
  readme: 'README.txt',
  project: 'project.json',
  provenance: 'provenance.json',
  fountain: 'script.fountain',
  fdx: 'script.fdx',
  pictures: 'pictures/',
  references: 'references/',
  drawings: 'drawings/',
} as const;

/** More than any film has; what has more was made to be too much. */
const MOST = {
  lines: 60_000,
  records: 50_000,
  takes: 1_000,
  references: 20_000,
  anchors: 1_000,
  titleFields: 200,
  titleLines: 1_000,
};

const text = (most: number) => z.string().check(z.maxLength(most));
/** Whatever a document may hold under one: it names nothing outside of the document. */
const id = z.string().check(z.maxLength(200));
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const amount = z.number().check(z.minimum(0));
const place = z.int().check(z.minimum(0));

const line = z.looseObject({
  id,
  type: text(200),
  text: text(200_000),
  styles: z.optional(
    z.array(
      z.object({
        style: text(200),
        from: place,
        to: place,
        value: z.optional(z.record(z.string(), z.unknown())),
      }),
    ),
  ),
});

const record = z.looseObject({ id });
const records = z.array(record).check(z.maxLength(MOST.records));

const take = z.object({
  id,
  /** SHA-256 of the picture's bytes. */
  asset: hash,
  width: amount,
  height: amount,
  source: z.enum(TAKE_SOURCES),
  provider: text(200),
  at: amount,
  by: text(200),
  /** The file below the folder; null for a picture that was not there when the folder was made. */
  picture: z.nullable(text(400)),
});
export type FolderTake = z.infer<typeof take>;

/** A picture that cast, places or settings name. */
const reference = z.object({
  /** SHA-256 of its bytes. */
  asset: hash,
  /** The file below the folder. */
  picture: text(400),
});
export type FolderReference = z.infer<typeof reference>;

const panel = z.looseObject({
  id,
  takes: z.optional(z.array(take).check(z.maxLength(MOST.takes))),
  words: z.optional(z.record(text(80), text(1_000_000))),
  anchors: z.optional(z.array(id).check(z.maxLength(MOST.anchors))),
});

export const folderProject = z.looseObject({
  format: z.literal('beatboard-project'),
  version: z.literal(FOLDER_VERSION),
  title: text(200).check(z.minLength(1)),
  titlePage: z
    .array(z.object({ name: text(200), lines: z.array(text(10_000)).check(z.maxLength(MOST.titleLines)) }))
    .check(z.maxLength(MOST.titleFields)),
  settings: z.record(z.string(), z.unknown()),
  script: z.array(line).check(z.maxLength(MOST.lines)),
  shots: records,
  panels: z.array(panel).check(z.maxLength(MOST.records)),
  cast: records,
  locations: records,
  /** Missing in folders of versions that left them out. */
  references: z.optional(z.array(reference).check(z.maxLength(MOST.references))),
});
export type FolderProject = z.infer<typeof folderProject>;

const fields = z.record(z.string().check(z.maxLength(200)), z.unknown());

/** What is drawn on one panel; the file has the panel's id for its name. */
export const folderDrawing = z.object({
  format: z.literal('beatboard-drawing'),
  version: z.literal(FOLDER_VERSION),
  layers: fields,
  strokes: fields,
});
export type FolderDrawing = z.infer<typeof folderDrawing>;

/** The records of how pictures came to be: a chain for each project that they have been part of, the first one first. */
export const folderProvenance = z.object({
  format: z.literal('beatboard-provenance'),
  version: z.literal(FOLDER_VERSION),
  chains: z.array(
    z.object({
      project: text(64),
      records: z.array(z.object({ hash, record: z.record(z.string(), z.unknown()) })),
    }),
  ),
  /** How those came to be that a model of text gave; missing where there are none. */
  suggestions: z.optional(z.array(z.object({ hash, record: z.record(z.string(), z.unknown()) }))),
});
export type FolderProvenance = z.infer<typeof folderProvenance>;
