/**
 * Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds, e.g. `PT15M`, `P1DT2H`.
 * @throws Error that says what to send
 */
export function millisecondsOf(duration: unknown): number {
  const parts =
    typeof duration === 'string'
      ? /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration)
      : null;
  if (!parts) throw new Error('advance: an ISO 8601 duration, e.g. {"advance":"PT15M"}');
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1000;
}
