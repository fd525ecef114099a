/** Understood and not done: the sentence says why, and what to do instead. Exit code 1. */
export class Refused extends Error {}

/** The answer is out already, and what it says is a failure. Exit code 1. */
export class AnswerIsNo extends Refused {}

/** Not understood: one line about what was typed. Exit code 2. */
export class UsageMistake extends Error {}
