/** Something that must not stand in a text for customers: what it is, and the very piece. */
export interface Leak {
  readonly what: string;
  readonly piece: string;
}

interface Rule {
  readonly what: string;
  readonly pattern: RegExp;
}

/**
 * What looks internal in a text: names of things in AWS, keys, addresses, people. Each rule would rather let a strange sentence
 * pass than refuse a plain one, because whoever writes here is in a hurry; the first rule that fits a piece names it.
 */
const rules: readonly Rule[] = [
  { what: 'an AWS resource name (ARN)', pattern: /\barn:aws[\w-]*:\S*/gi },
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}\b/g },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*KEY-----/g },
  { what: 'a signed token', pattern: /\beyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?/g },
  { what: 'a secret', pattern: /\b(?:password|passwd|secret|token|api[_-]?key)\s*[:=]\s*(?=\S*\d)\S{6,}/gi },
  { what: 'a key of a service', pattern: /\b(?:gh[pousr]_|xox[abprs]-|sk_live_|sk-)[\w-]{10,}/g },
  { what: 'an e-mail address', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  {
    what: 'a line of a stack trace',
    pattern:
      /\bat\s+(?:\S+\s+)?\(?\S+\.\w{1,5}:\d+:\d+\)?|\b\w+(?:\.\w+)+\(\w+\.(?:java|kt|scala):\d+\)|File "[^"]+", line \d+/g,
  },
  { what: 'an exception', pattern: /\b(?:[a-z]\w*\.)*[A-Z]\w*(?:Exception|Error)\b:?/g },
  {
    what: 'a private address',
    pattern:
      /\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|127\.0|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.\d{1,3}\.\d{1,3}\b|\bf[cd][\da-f]{2}:[\da-f:]+/gi,
  },
  {
    what: 'the name of a server',
    pattern:
      /\bip-\d+(?:-\d+){3}\b|\bi-[\da-f]{8,17}\b|\b[\w.-]+\.(?:internal|local|corp|lan|amazonaws\.com|cluster\.local)\b/gi,
  },
  { what: 'a telephone number', pattern: /\+\d[\d ()/-]{7,}\d/g },
  { what: 'an account number', pattern: /\b\d{12}\b/g },
];

/** Everything in a text for customers that looks as if it should not leave the house; each piece once. */
export function leaksIn(text: string): Leak[] {
  const found: Leak[] = [];
  let rest = text;
  for (const { what, pattern } of rules) {
    rest = rest.replace(pattern, (piece) => {
      found.push({ what, piece });
      return ' ';
    });
  }
  return found;
}

/** One sentence for the author, or undefined where nothing was found. `field` is what they know it by: `--public`. */
export function whyNotForCustomers(field: string, text: string): string | undefined {
  const leaks = leaksIn(text);
  if (leaks.length === 0) return undefined;
  const pieces = leaks.map(({ what, piece }) => `${what}, “${shortened(piece)}”`);
  return `${field} holds ${pieces.join('; ')}. Customers must not read that: say it in plain words. Nothing was published.`;
}

/** A word of the trade, and what customers would understand. */
const plainWords: readonly (readonly [RegExp, string])[] = [
  [/\b5xx\b|\bHTTP 5\d\d\b|\b50[0234]s?\b/gi, 'errors'],
  [/\blatenc(?:y|ies)\b/gi, 'slowness'],
  [/\bdegrad(?:ed|ation)\b/gi, 'slow, or failing in part'],
  [/\boutage\b/gi, 'what people cannot do'],
  [/\bfail(?:ed )?over\b/gi, 'moved to another system'],
  [/\broll(?:ed|ing)?[ -]?back\b/gi, 'taking the change back'],
  [/\bdeploy(?:ed|ment|ing)?\b/gi, 'a change we made'],
  [/\b(?:k8s|kubernetes|pods?|nodes?|clusters?|instances?|hosts?)\b/gi, 'our servers'],
  [/\b(?:database|db|rds|dynamodb|postgres|mysql|redis|aurora)\b/gi, 'where we keep data'],
  [
    /\b(?:upstream|downstream|backend|back-end|microservice|lambda|api gateway|load balancer|elb|alb)\b/gi,
    'part of our system',
  ],
  [/\b(?:mitigat(?:ed|ing|ion)|remediat(?:ed|ing|ion))\b/gi, 'fixed for now'],
  [/\b(?:root cause|rca|rca'd)\b/gi, 'the cause'],
  [/\b(?:throttl(?:ed|ing)|rate limit(?:ed|ing)?)\b/gi, 'too many requests at once'],
  [/\b(?:time-?outs?|timed out)\b/gi, 'no answer in time'],
  [/\b(?:p9[059]|slo|sla|mttr|cpu|oom)\b/gi, 'what customers notice of it'],
];

/** Words that customers may not know, each with a plainer one. A suggestion: it refuses nothing. */
export function jargonIn(text: string): { readonly word: string; readonly plainer: string }[] {
  return plainWords.flatMap(([pattern, plainer]) => {
    const word = text.match(pattern)?.[0];
    return word === undefined ? [] : [{ word, plainer }];
  });
}

function shortened(piece: string): string {
  const characters = [...piece.trim()];
  return characters.length <= 40 ? characters.join('') : `${characters.slice(0, 40).join('')}…`;
}
