/** What models of text propose beside the rules: asked for, checked, counted and written down. Changes no document. */
export type { Suggestion, Suggestions, Wish } from './port.ts';
export { createSuggestions, type SuggestionsOptions } from './suggestions.ts';
