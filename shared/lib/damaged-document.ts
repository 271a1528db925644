/** What is stored of a document is not what was stored. The message names the place, for whoever repairs it. */
export class DamagedDocument extends Error {}
