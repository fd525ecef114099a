/**
 * The environment variables of a function, checked once, at the door.
 * @throws Error that names every missing one together
 */
export function environment<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0)
    throw new Error(`These environment variables are not set: ${missing.join(', ')}. The stack sets them in lib/.`);
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}
