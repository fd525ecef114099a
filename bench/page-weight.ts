import { gzipSync } from 'node:zlib';
import { frontPage } from '../status-page/front-page';
import { renderStatusPage } from '../status-page/render-status-page';
import { notice, pageOf, twentyComponents } from '../test/status-page/sample-pages';
import { atMost, forInformation, type Figure } from './figure';
import { timed } from './timing';

/** The public front page with 20 components and an open incident: its weight on the wire, and the time to render it. */
export const pageWeight: Figure = {
  name: 'page-weight',
  measure: async () => {
    const page = pageOf([notice()], undefined, twentyComponents());
    const kilobytes = gzipSync(frontPage(page), { level: 9 }).length / 1_000;
    return [
      atMost('front page, 20 components, gzip', kilobytes, 8, 'KB', 1),
      forInformation('front page, rendered', `${timed(() => void frontPage(page), 200).toFixed(2)} ms`),
      forInformation('all public files, rendered', `${timed(() => void renderStatusPage(page), 200).toFixed(2)} ms`),
    ];
  },
};
