import type { StatusPage } from '../domain/status-page';
import { labels } from '../domain/texts/customers';
import { html } from './markup';
import { framePage } from './page-frame';

/** What stands at every address that has no page. It says nothing about the state of anything. */
export function notFoundPage(page: StatusPage): string {
  return framePage(page, {
    title: labels.notFoundTitle,
    description: labels.notFoundTitle,
    main: html`<h1>${labels.notFoundTitle}</h1>
      <p>${labels.notFound}</p>
      <p class="more"><a href="/">${labels.currentStatus}</a></p>`,
    age: false,
  });
}
