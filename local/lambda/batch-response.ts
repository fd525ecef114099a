/**
 * Which items of a batch failed, by Lambda's rules for `ReportBatchItemFailures`: nothing or an empty list is success;
 * a shape it cannot read, an empty identifier or one that was not in the batch means that all of them failed.
 */
export function failedItems(payload: string, sent: readonly string[]): readonly string[] {
  const response = JSON.parse(payload) as { batchItemFailures?: unknown } | null;
  if (response === null || typeof response !== 'object') return [];
  const failures = response.batchItemFailures;
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return sent;
  const ids = failures.map((failure) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier);
  return ids.every((id) => typeof id === 'string' && sent.includes(id)) ? (ids as string[]) : sent;
}
