/** Final Draft 12 and what reads its files. A file that was read keeps its version. */
export const NEW_FILE = { DocumentType: 'Script', Template: 'No', Version: '5' };

/** The content's place among a document's parts is empty text. */
export const CONTENT = '';
