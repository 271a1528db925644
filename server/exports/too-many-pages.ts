/** Seven series bibles. What is longer is no script, and whoever waits for it would wait for minutes. */
export const MAX_PAGES = 1000;

/** The message is for whoever asked for the print. */
export class TooManyPages extends Error {
  constructor(pages: number) {
    super(`This is ${String(pages)} pages; a PDF may have ${String(MAX_PAGES)}. Nothing was printed.`);
  }
}
