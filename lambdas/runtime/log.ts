import { logRegistry } from '../log-registry';
import type { Log } from '../ports';

/** Links carry their token in the path: no log line may show it. */
const tokenInPath = /\/a\/[A-Za-z0-9_-]{8,}/g;

/** One JSON object a line, so that foreign text cannot forge a second one. */
export function logger(functionName: string): Log {
  return (code, facts = {}) => {
    const line = JSON.stringify({ code, message: logRegistry[code], function: functionName, ...facts });
    console.log(line.replace(tokenInPath, '/a/…'));
  };
}
