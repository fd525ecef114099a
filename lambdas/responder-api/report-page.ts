import type { StatusPageSettings } from '../../domain/status-page';
import { html, type Markup } from '../../status-page/markup';
import { frame } from './acknowledge-frame';

/** The form, with what was wrong with the last try. */
export function reportPage({ name, components }: StatusPageSettings, mistake?: string): string {
  return frame(
    `Report a problem: ${name}`,
    html`<main>
      <h1>Report a problem</h1>
      ${mistake === undefined ? undefined : html`<p class="word" role="alert">${mistake}</p>`}
      <form method="post" action="/report">
        <p>
          <label for="what">What is broken?</label><br />
          <textarea id="what" name="what" rows="5" maxlength="1000" required></textarea>
        </p>
        <p>
          <label for="component">Which part?</label><br />
          <select id="component" name="component">
            <option value="">I don't know</option>
            ${components.map((component): Markup => html`<option value="${component.id}">${component.name}</option>`)}
          </select>
        </p>
        <p>
          <label for="since">Since when?</label><br />
          <input id="since" name="since" maxlength="100" />
        </p>
        <p>
          <label for="contact">How can we reach you? (only if you like; nobody else will see it)</label><br />
          <input id="contact" name="contact" maxlength="200" autocomplete="email" />
        </p>
        <p hidden>
          <label for="website">Leave this empty</label>
          <input id="website" name="website" tabindex="-1" autocomplete="off" />
        </p>
        <button class="main" type="submit">Send</button>
      </form>
    </main>`,
  );
}

/** The same for everybody: it says nothing of what is going on. */
export function thankYouPage(name: string): string {
  return frame(
    `Thank you: ${name}`,
    html`<main>
      <h1>Thank you.</h1>
      <p>A person will read what you wrote.</p>
    </main>`,
  );
}
