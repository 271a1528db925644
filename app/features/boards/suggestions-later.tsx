import { later } from '#app/components/index.ts';
import type { AltSuggestionProps } from './alt-suggestion.tsx';
import type { ModelProposalProps } from './model-proposal.tsx';

/* Their code comes when somebody looks at where they are. */
export const AltSuggestion = later<AltSuggestionProps>(
  async () => (await import('./alt-suggestion.tsx')).AltSuggestion,
  null,
);
export const ModelProposal = later<ModelProposalProps>(
  async () => (await import('./model-proposal.tsx')).ModelProposal,
  null,
);
