/** How pictures came to be: records that follow one another, and whether a folder's hold. Knows no server and no database. */
export { hashOfRecord, sha256, verifyChain, type ChainLink } from './chain.ts';
export { checkFolder, NoFolder, type FolderCheck } from './check-folder.ts';
export { rootOf, type FolderFiles } from './folder-files.ts';
export { chainsIn, linksOf, type FolderChain } from './read-chains.ts';
export { suggestedShot, type SuggestionRecord } from './suggestion-record.ts';
export { readSuggestion, suggestionsIn, type FolderSuggestion } from './read-suggestions.ts';
export { readRecord, type RecordInput, type TakeRecord } from './take-record.ts';
