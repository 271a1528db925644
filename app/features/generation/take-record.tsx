import { dollars } from '#shared/lib/dollars.ts';
import type { AssetHash, ProjectId, UserId } from '#shared/lib/ids.ts';
import type { Take } from '#shared/storyboard/index.ts';
import { Skeleton } from '#app/components/index.ts';
import { referenceName } from './order/reference-names.ts';
import { usePictureRecord } from './order/use-picture-record.ts';
import styles from './take-record.module.css';

interface TakeRecordProps {
  readonly projectId: ProjectId;
  readonly take: Take;
  readonly people: readonly { readonly id: UserId; readonly name: string }[];
  readonly assetUrl: (asset: AssetHash) => string;
}

/** How a take's picture came to be, as its record has it. Nothing for drawings and for what somebody brought. */
export function TakeRecord({ projectId, take, people, assetUrl }: TakeRecordProps) {
  const made = take.source === 'generated' || take.source === 'previz';
  const answer = usePictureRecord(projectId, made ? take.id : null);
  if (!made) return null;
  if (!answer) return <Skeleton width="100%" height="20px" />;
  const { record } = answer;
  if (!record) return <p className={styles['none']}>{answer.error?.message}</p>;
  const asked =
    people.find(({ id }) => id === record.requestedBy)?.name ??
    (record.copied ? 'Somebody there' : 'Somebody who has left');
  return (
    <details className={styles['record']}>
      <summary>How it was made</summary>
      <dl>
        <Line term="Copied" words={record.copied ? 'From another project, where it was made' : ''} />
        <Line term="By" words={[record.service, record.model].filter(Boolean).join(' · ')} />
        {take.source === 'generated' && <Line term="Prompt" words={record.prompt} />}
        <Line term="Not to be seen" words={record.negative} />
        <Line term="Seed" words={record.seed === null ? '' : String(record.seed)} />
        <Line term="Asked for by" words={asked} />
        <Line term="Took" words={`${(record.latencyMs / 1000).toFixed(1)} s`} />
        <Line term="Cost" words={record.cost === 0 ? '' : dollars(record.cost)} />
        <Line term="Record" words={record.hash.slice(0, 16)} />
      </dl>
      {record.inputs.length > 0 && (
        <ul className={styles['inputs']} aria-label="Pictures it was made from">
          {record.inputs.map((input) => (
            <li key={input.asset}>
              {!record.copied && <img src={`${assetUrl(input.asset)}?w=320`} alt="" />}
              {referenceName(input)}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function Line({ term, words }: { readonly term: string; readonly words: string }) {
  if (words === '') return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </div>
  );
}
