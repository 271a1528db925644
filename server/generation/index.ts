/** Pictures on order: from a panel to a take in the live document, with its provenance record. */
export { createGeneration, type GenerationParts } from './generation.ts';
export { createPictureAccounts, purgeRemoved, type AccountsOptions } from './accounts.ts';
export type {
  AccountModel,
  AccountSettings,
  AccountSummary,
  AccountsOverview,
  CheckResult,
  KindSummary,
  NewAccount,
  PictureAccounts,
} from './accounts-port.ts';
export { resealKeys } from './account-keys.ts';
export { accountProviders } from './account-providers.ts';
export type { GenerationOptions } from './options.ts';
export type { Generation, PictureJob, PictureRecord } from './port.ts';
export { PictureFailed } from './provider.ts';
export type {
  FailedPicture,
  FailureKind,
  GenerationProvider,
  Json,
  MadePicture,
  PictureRequest,
  PictureStatus,
} from './provider.ts';
export {
  TextFailed,
  costOf,
  type TextKind,
  type TextModel,
  type TextQuestion,
  type TextWriter,
} from './text/text-model.ts';
export { createTextModels, type TextModels, type UsableModel } from './text/text-models.ts';
export { TEXT_KINDS } from './text/text-kinds.ts';
export {
  structuresOf,
  type PictureModel,
  type ProviderAccount,
  type ProviderKind,
  type ProviderTools,
} from './provider-kind.ts';
export { onlyProvider, type ProviderChoice, type Providers } from './providers.ts';
export { createPrevizArtist, type PrevizArtist } from './providers/previz/artist.ts';
export { PROVIDER_KINDS, serviceName } from './providers/kinds.ts';
export type { ProvenanceRecord } from './provenance.ts';
