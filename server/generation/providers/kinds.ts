import type { ProviderKind } from '../provider-kind.ts';
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
