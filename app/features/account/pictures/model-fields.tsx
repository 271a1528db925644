import { CircleAlert } from 'lucide-react';
import { Icon, TextField } from '#app/components/index.ts';
import type { PictureModel } from '#server/context.ts';
import { dollars } from '#shared/lib/dollars.ts';
import styles from './pictures.module.css';

interface KnownModelsProps {
  readonly models: readonly PictureModel[];
  readonly chosen: readonly PictureModel[] | undefined;
  readonly error: string | undefined;
}

export function KnownModels({ models, chosen, error }: KnownModelsProps) {
  const isChosen = (id: string) => (chosen ? chosen.some((model) => model.id === id) : id === models[0]?.id);
  return (
    <fieldset className={styles['models']}>
      <legend>Models</legend>
      {models.map((model) => (
        <label key={model.id} className={styles['model']}>
          <input type="checkbox" name="model" value={model.id} defaultChecked={isChosen(model.id)} />
          <span>{model.name}</span>
          <span className={styles['small']}>{abilities(model)}</span>
        </label>
      ))}
      <Wrong error={error} />
    </fieldset>
  );
}

interface OwnModelProps {
  readonly model: PictureModel | undefined;
  readonly error: string | undefined;
}

/** A server of one's own says neither what it has nor what that takes. */
export function OwnModel({ model, error }: OwnModelProps) {
  return (
    <fieldset className={styles['models']}>
      <legend>Model</legend>
      <TextField
        label="Its name on the server"
        name="ownModel"
        defaultValue={model?.id}
        placeholder="flux1-dev.safetensors"
        error={error}
      />
      <div className={styles['limits']}>
        <TextField
          label="References"
          name="ownReferences"
          inputMode="numeric"
          defaultValue={model?.references ?? 0}
          hint="Pictures that it takes."
        />
        <TextField
          label="Price, $"
          name="ownPrice"
          inputMode="decimal"
          defaultValue={model?.price ?? ''}
          placeholder="unknown"
          hint="For a picture."
        />
      </div>
      {TAKES.map(({ name, words, takes }) => (
        <label key={name} className={styles['model']}>
          <input type="checkbox" name={name} defaultChecked={model ? takes(model) : false} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

const TAKES = [
  {
    name: 'ownNegative',
    words: 'Is told what should not be seen',
    takes: (model: PictureModel) => model.takesNegative,
  },
  { name: 'ownSeed', words: 'Takes a seed', takes: (model: PictureModel) => model.takesSeed },
  {
    name: 'ownStructure',
    words: 'Takes one picture for where everything stands',
    takes: (model: PictureModel) => model.takesStructure,
  },
];

function abilities({ references, takesSeed, takesNegative, price }: PictureModel): string {
  const takes = [
    ...(references > 0 ? [`${String(references)} reference${references === 1 ? '' : 's'}`] : []),
    ...(takesSeed ? ['seed'] : []),
    ...(takesNegative ? ['what not to show'] : []),
  ];
  return [...takes, price === null ? 'price unknown' : `${dollars(price)} a picture`].join(' · ');
}

function Wrong({ error }: { readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <p role="alert" className={styles['failure']}>
      <Icon of={CircleAlert} /> {error}
    </p>
  );
}
