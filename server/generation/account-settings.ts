import { AppError } from '#shared/protocol/index.ts';
import { placeOf } from './net/index.ts';
import type { AccountModel, AccountSettings } from './accounts-port.ts';
import type { AccountKind, ProviderTools } from './provider-kind.ts';
import type { TextModel } from './text/text-model.ts';

const MAX_LABEL = 60;
const MAX_KEY = 500;
const MAX_MODELS = 20;
const MAX_BUDGET = 1_000_000;
const MAX_CONCURRENCY = 50;
const MAX_PER_MINUTE = 10_000;

/** What somebody typed, made into what is kept. @throws AppError `invalid_input` with a message for each field */
export function readSettings(
  { tools }: { readonly tools: ProviderTools },
  kind: AccountKind,
  typed: AccountSettings,
): AccountSettings {
  const label = typed.label.trim() || kind.name;
  const baseUrl = kind.baseUrl ?? typed.baseUrl.trim().replace(/\/+$/, '');
  const { budget, concurrency, perMinute } = typed;
  const models = typed.models.map((model) => kind.models.find(({ id }) => id === model.id) ?? model);
  const fields: Record<string, string> = {
    ...(label.length > MAX_LABEL && { label: `Use at most ${String(MAX_LABEL)} characters.` }),
    ...(kind.baseUrl === null && wrong('baseUrl', flawOfAddress(baseUrl, tools.allowedHosts))),
    ...wrong('models', flawOfModels(models)),
    ...(budget !== null && outside(budget, 0, MAX_BUDGET) && { budget: 'Give an amount in US dollars, or none.' }),
    ...(!isCount(concurrency, MAX_CONCURRENCY) && { concurrency: `Choose 1 to ${String(MAX_CONCURRENCY)}.` }),
    ...(perMinute !== null && !isCount(perMinute, MAX_PER_MINUTE) && { perMinute: 'Give a whole number, or none.' }),
  };
  if (Object.keys(fields).length > 0) throw new AppError('invalid_input', WRONG, { fields });
  return { label, baseUrl, models, budget, concurrency, perMinute };
}

/** A key as it goes into a header. @throws AppError `invalid_input`; the message never repeats it */
export function readKey(kind: AccountKind, typed: string): string {
  const key = typed.trim();
  if (key === '' && !kind.needsKey) return '';
  if (/^[\x21-\x7e]+$/.test(key) && key.length <= MAX_KEY) return key;
  const message =
    key === ''
      ? `${kind.name} asks for a key.`
      : 'This is no key: it has blanks or signs that no key has. Copy it anew.';
  throw new AppError('invalid_input', WRONG, { fields: { key: message } });
}

function wrong(field: string, flaw: string | null): Record<string, string> {
  return flaw === null ? {} : { [field]: flaw };
}

function flawOfAddress(text: string, allowed: readonly string[]): string | null {
  if (!URL.canParse(text)) return 'Give the server’s address, such as http://127.0.0.1:8188.';
  const url = new URL(text);
  const { protocol, username, password, search, hash } = url;
  if (username !== '' || password !== '' || search !== '' || hash !== '') {
    return 'Give the address alone, without a name, a password, ? or #.';
  }
  const place = placeOf(url);
  if (protocol === 'https:' || (protocol === 'http:' && allowed.includes(place))) return null;
  return `Without https only servers that whoever runs Beatboard allows can be asked: PICTURE_HOSTS does not name ${place}.`;
}

function flawOfModels(models: readonly AccountModel[]): string | null {
  if (models.length === 0) return 'Choose at least one model.';
  if (models.length > MAX_MODELS) return `Choose at most ${String(MAX_MODELS)} models.`;
  if (models.some((model) => 'structured' in model && !hasPrices(model))) return 'A price is an amount, or nothing.';
  if (new Set(models.map(({ id }) => id)).size < models.length) return 'A model is named twice.';
  return null;
}

function hasPrices({ inputPrice, outputPrice }: TextModel): boolean {
  return [inputPrice, outputPrice].every((price) => price === null || !outside(price, 0, MAX_BUDGET));
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && !outside(value, 1, most);
}

/** Of NaN too. */
function outside(value: number, least: number, most: number): boolean {
  return !(value >= least && value <= most);
}

const WRONG = 'Something typed here can’t be used. Nothing was changed.';
