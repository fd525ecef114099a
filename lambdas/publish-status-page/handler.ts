import { documentClient } from '../adapters/document-client';
import { pageBucket } from '../adapters/page-bucket';
import { publicTable } from '../adapters/public-table';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { count } from '../runtime/metrics';
import { wire } from '../runtime/wire';
import { publishStatusPage } from './publish-status-page';

const { TABLE_NAME, PAGE_BUCKET_NAME, STATUS_PAGE_URL } = environment(
  'TABLE_NAME',
  'PAGE_BUCKET_NAME',
  'STATUS_PAGE_URL',
);
const log = logger('publish-status-page');
const deps = {
  record: publicTable(documentClient(), TABLE_NAME),
  pages: pageBucket(PAGE_BUCKET_NAME),
  pageUrl: STATUS_PAGE_URL.replace(/\/$/, ''),
  now: () => Date.now(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds)),
  log,
  count,
};

export const handler = wire<unknown, void>(log, () => publishStatusPage(deps));
