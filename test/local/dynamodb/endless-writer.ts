import { openIncidents } from './incident-table';

/** Run as a process of its own, to be killed: writes pairs of items, and prints how many pairs were answered. */
async function writeForEver(directory: string): Promise<void> {
  const { engine } = await openIncidents(directory);
  const put = (pk: string, n: number) => ({
    Put: { TableName: 'Incidents', Item: { pk: { S: pk }, sk: { S: String(n).padStart(8, '0') } } },
  });
  for (let n = 1; ; n++) {
    await engine.call('TransactWriteItems', { TransactItems: [put('left', n), put('right', n)] });
    process.stdout.write(`${n}\n`);
  }
}

void writeForEver(process.argv[2] ?? '');
