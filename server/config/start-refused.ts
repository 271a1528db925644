/** A reason not to start that a person can mend: told in one line, without a stack trace. */
export class StartRefused extends Error {}
