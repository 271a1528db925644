import { z } from 'zod';

/** What the record of a take tells of an order. Kept in the handle: whoever asks after it may be another process. */
export const SentPicture = z.object({
  promptSent: z.string(),
  referencesSent: z.number(),
  parameters: z.record(z.string(), z.json()),
  seed: z.number().nullable(),
});

export type SentPicture = z.infer<typeof SentPicture>;
