/** The header that names a file (RFC 6266): plain ASCII for old programs, UTF-8 for the rest. */
export function contentDisposition(kind: 'attachment' | 'inline', filename: string): string {
  const ascii = filename
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '_');
  // Half a character can't be encoded, and encodeURIComponent would throw.
  const whole = filename.replace(/\p{Surrogate}/gu, '');
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(whole).replace(/['()*]/g, percent)}`;
}

/** encodeURIComponent leaves these, and the header gives them a meaning. */
function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
