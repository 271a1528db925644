import { createContext, useContext } from 'react';

/** The CSP nonce of the response being rendered; empty in the browser, where it has done its work. */
export const NonceContext = createContext('');

export function useNonce(): { nonce?: string } {
  const nonce = useContext(NonceContext);
  return nonce === '' ? {} : { nonce };
}
