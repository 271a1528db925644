import type { RequestHandler } from 'express';
import type { Origins } from './origins.ts';

/** Headers of every response. The nonce is new each time: a script that does not carry it does not run. */
export function securityHeaders(origins: Origins, newNonce: () => string, https: boolean): RequestHandler {
  return (_request, response, next) => {
    const nonce = newNonce();
    response.locals['nonce'] = nonce;
    response.set({
      'Content-Security-Policy': contentSecurityPolicy(nonce, origins.home()),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
      // Not `no-referrer`: browsers then send `Origin: null` with forms, and every form would be refused.
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      ...(https && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
    });
    next();
  };
}

function contentSecurityPolicy(nonce: string, home: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    // The text editor and the drag layer set inline styles; a style can't run anything.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    // 'self' does not cover ws: in every browser.
    `connect-src 'self' ${home.replace(/^http/, 'ws')}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
