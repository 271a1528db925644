import { useId } from 'react';
import { Suggestions, TextField } from '#app/components/index.ts';
import type { AccountModel, AccountSummary, KindSummary, PictureModel, TextModel } from '#server/context.ts';
import styles from './pictures.module.css';

interface TextModelFieldsProps {
  readonly kind: KindSummary;
  readonly model: TextModel | undefined;
  readonly error: string | undefined;
}

/** An account for text has one model, which its owner names: services bring new ones every few weeks. */
export function TextModelFields({ kind, model, error }: TextModelFieldsProps) {
  const list = useId();
  return (
    <fieldset className={styles['models']}>
      <legend>Model</legend>
      <TextField
        label="Its name"
        name="textModel"
        list={list}
        defaultValue={model?.id ?? kind.suggests[0] ?? ''}
        placeholder="llama3.3"
        error={error}
      />
      <Suggestions id={list} of={kind.suggests} />
      <div className={styles['limits']}>
        <TextField
          label="Reading, $"
          name="inputPrice"
          inputMode="decimal"
          defaultValue={model?.inputPrice ?? ''}
          placeholder="unknown"
          hint="For a million tokens."
        />
        <TextField
          label="Writing, $"
          name="outputPrice"
          inputMode="decimal"
          defaultValue={model?.outputPrice ?? ''}
          placeholder="unknown"
          hint="For a million tokens."
        />
      </div>
      {kind.ownServer ? (
        <label className={styles['model']}>
          <input type="checkbox" name="textStructured" defaultChecked={model?.structured ?? false} />
          <span>Holds its answers to a JSON schema</span>
        </label>
      ) : (
        <input type="hidden" name="textStructured" value="on" />
      )}
    </fieldset>
  );
}

/** Of an account for text. */
export function textModel(account: AccountSummary | undefined): TextModel | undefined {
  return account?.models.find(isTextModel);
}

/** Of an account for pictures. */
export function pictureModels(account: AccountSummary | undefined): readonly PictureModel[] | undefined {
  return account?.models.filter((model): model is PictureModel => !isTextModel(model));
}

function isTextModel(model: AccountModel): model is TextModel {
  return 'structured' in model;
}
