import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';

/** Whether loaders are asked because somebody goes to another address, and not because something was sent or told. */
export function isMove({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs): boolean {
  return formMethod === undefined && currentUrl.href !== nextUrl.href;
}
