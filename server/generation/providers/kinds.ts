import type { ProviderKind } from '../provider-kind.ts';
import { BUILT_IN } from '../providers.ts';
import { TEXT_KINDS } from '../text/text-kinds.ts';
import { bfl } from './bfl.ts';
import { comfyUi } from './comfyui.ts';
import { fal } from './fal.ts';
import { gemini } from './gemini.ts';
import { openAi, openAiCompatible } from './openai-images.ts';
import { runway } from './runway.ts';
import { sdapi } from './sdapi.ts';

/** Who a workspace can have an account with, in the order in which they are offered. */
export const PROVIDER_KINDS: readonly ProviderKind[] = [
  ...[openAi, gemini, fal, bfl, runway],
  ...[openAiCompatible, comfyUi, sdapi],
];

/** What people know a service by that records have by its id; whoever is not known (any more) by the id. */
export function serviceName(id: string): string {
  if (id === BUILT_IN.id) return BUILT_IN.name;
  return [...PROVIDER_KINDS, ...TEXT_KINDS].find((kind) => kind.id === id)?.name ?? id;
}
