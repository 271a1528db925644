/** A Final Draft file with this content, and what stands behind it. */
export const fdxFile = (content: string, rest = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><FinalDraft DocumentType="Script" Version="5"><Content>${content}</Content>${rest}</FinalDraft>`;
