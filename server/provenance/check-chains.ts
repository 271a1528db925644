import { FOLDER_FILES } from '#shared/protocol/index.ts';
import { hashOfRecord, verifyChain } from './chain.ts';
import type { NamedTake } from './named-takes.ts';
import { linksOf, type FolderChain } from './read-chains.ts';

type Takes = ReadonlyMap<string, NamedTake>;
type Records = FolderChain['records'];

export interface CheckedChains {
  readonly breaks: readonly string[];
  readonly gaps: readonly string[];
  /** Those that follow one another from a first one. */
  readonly records: number;
  /** Pictures of before came with an import that brought no records that hold. Milliseconds since the epoch. */
  readonly unrecordedUntil: number;
}

/** Each chain in itself, and how each goes on from the one before: a project that was imported has begun another one. */
export function checkChains(chains: readonly FolderChain[], takes: Takes): CheckedChains {
  const [breaks, gaps]: [string[], string[]] = [[], []];
  let [records, unrecordedUntil, counted] = [0, -Infinity, 0];
  for (const [at, chain] of chains.entries()) {
    const place = chains.length > 1 ? `, chain ${String(at + 1)}` : '';
    const checked = verifyChain(linksOf(chain));
    if (checked.ok) records += checked.value;
    else {
      records += checked.error.position - 1;
      breaks.push(`${FOLDER_FILES.provenance}${place}, ${brokenAt(chain.records, checked.error, takes)}`);
    }
    const [first] = chain.records;
    const before = chains.slice(0, at).findLast((earlier) => earlier.records.length > 0);
    const joint = jointOf(first?.record ?? {}, at, before?.records.at(-1)?.hash ?? null, counted);
    if (joint.flaw) breaks.push(`${FOLDER_FILES.provenance}${place}: ${joint.flaw}`);
    if (joint.gap) gaps.push(joint.gap);
    unrecordedUntil = Math.max(unrecordedUntil, joint.unrecordedUntil);
    counted += chain.records.length;
  }
  return { breaks, gaps, records, unrecordedUntil };
}

interface Joint {
  readonly flaw?: string;
  readonly gap?: string;
  readonly unrecordedUntil: number;
}

/** How a chain's first record stands to those that the project came with. `counted` is how many of them are here. */
function jointOf(first: Readonly<Record<string, unknown>>, at: number, head: string | null, counted: number): Joint {
  const none = { unrecordedUntil: -Infinity };
  if (first['source'] !== 'imported') {
    return at === 0 ? none : { ...none, flaw: 'it does not go on from the chain before.' };
  }
  const [brought, time] = [Number(first['records']), Number(first['at'])];
  const day = Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : 'an unknown day';
  if (brought === 0) {
    return { gap: `The project was imported on ${day} without any record of its pictures.`, unrecordedUntil: time };
  }
  if (first['head'] !== head || brought !== counted) {
    const here = counted === 0 ? 'none of them' : counted === brought ? 'others' : `${String(counted)} of then`;
    const flaw = `The import of ${day} brought ${count(brought)}; in the folder are ${here}. What came after it is checked all the same.`;
    return { ...none, flaw };
  }
  if (first['held'] === true) return none;
  const gap = `The ${count(brought)} that came with the import of ${day} did not hold together then either: they prove nothing.`;
  return { gap, unrecordedUntil: time };
}

function count(records: number): string {
  return `${records.toLocaleString('en')} ${records === 1 ? 'record' : 'records'}`;
}

/** What is wrong at a position, told by whose hashes are where: what follows what is in the records themselves. */
function brokenAt(records: Records, { position, reason }: { position: number; reason: string }, takes: Takes): string {
  const at = position - 1;
  const here = records[at];
  const subject = `record ${String(position)} (${subjectOf(here, takes)})`;
  if (!here || hashOfRecord(here.record) !== here.hash) return `${subject}: ${reason}.`;
  const { previous } = here.record;
  const followed = records.findIndex(({ hash }) => hash === previous);
  const head = records[at - 1]?.hash ?? null;
  const rightful = records.findIndex(({ record }, i) => i > at && record['previous'] === head);
  if (followed > at)
    return `${subject}: it stands before record ${String(followed + 1)}, which it follows: they were put in another order.`;
  if (rightful >= 0) return `${subject}: it was put in: record ${String(rightful + 1)} follows the one before it.`;
  if (followed >= 0 || (previous === null && at > 0)) {
    const extra = `record ${String(at)} (${subjectOf(records[at - 1], takes)})`;
    return `${extra}: it was put in: ${subject} follows the one before it.`;
  }
  return `${subject}: it follows a record that is not there: the one before it was taken out, or changed and given another hash.`;
}

function subjectOf(entry: Records[number] | undefined, takes: Takes): string {
  const { take, panel, source } = entry?.record ?? {};
  if (source === 'imported') return 'the import';
  const named = takes.get(String(take));
  return named ? named.title : `take ${String(take)} of panel ${String(panel)}, which is not on the boards`;
}
