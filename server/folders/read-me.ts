import { FOLDER_FILES } from '#shared/protocol/index.ts';

/** What is what, for who finds the folder in ten years. */
export function readMe(title: string): string {
  return `${title}
A film as an open folder, made by Beatboard.

${FOLDER_FILES.fountain}   the script as plain text; any editor opens it (fountain.io)
${FOLDER_FILES.fdx}        the script for Final Draft and what reads its files
${FOLDER_FILES.pictures}         the pictures of the boards: a folder a scene, named as on the slate
${FOLDER_FILES.references}       pictures of cast, places and style, and the logo, where there are any
${FOLDER_FILES.drawings}         drawings by their strokes, where there are any
${FOLDER_FILES.project}      all of it: script, shots, panels, which picture is whose. Plain JSON
${FOLDER_FILES.provenance}   how each picture came to be, one record after the other, each with the hash of the one before

To go on working, pack this folder as a zip and choose it under "New project" in any Beatboard.
Pictures that were changed here are refused there: ${FOLDER_FILES.project} names the SHA-256 of each.
"npx beatboard verify" with this folder says whether pictures and records are as they were.
Comments, history and earlier drafts are not in the folder.
`;
}
