import { SUGGESTED_PARTS, type Panel, type SuggestedPart } from '#shared/storyboard/index.ts';
import styles from './inspector.module.css';

const PARTS: Readonly<Record<SuggestedPart, string>> = { shot: 'the shot', prompt: 'the prompt', alt: 'the alt text' };

/** Which parts of a panel somebody took from a model. */
export function FromModel({ panel: { suggested } }: { readonly panel: Panel }) {
  const parts = SUGGESTED_PARTS.filter((part) => suggested?.[part]).map((part) => PARTS[part]);
  if (parts.length === 0) return null;
  return <p className={styles['fromModel']}>{`A model proposed ${LIST.format(parts)}.`}</p>;
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });
