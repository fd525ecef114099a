import { raw, type Markup } from './markup';

/**
 * The page's only script; everything reads well without it. It says so at the top when the page is too old by the visitor's
 * clock, and gives each time in the visitor's own zone. All words come from the page.
 */
export const pageScript: Markup = raw`
(function () {
  var page = document.documentElement;
  var now = document.querySelector('[data-stale-at]');
  function tellAge() {
    if (!now || page.className || !(Date.now() > Date.parse(now.dataset.staleAt))) return;
    page.className = 'stale';
    now.querySelectorAll('[data-stale]').forEach(function (line) { line.textContent = line.dataset.stale; });
  }
  document.querySelectorAll('time').forEach(function (time) {
    var at = new Date(time.dateTime);
    var yours = ' ' + page.dataset.yourTime;
    time.title = at.toLocaleString([], { dateStyle: 'full', timeStyle: 'short' }) + yours;
    if (at.getTimezoneOffset() && time.closest('.promise,.when'))
      time.after(' (' + at.toLocaleTimeString([], { timeStyle: 'short' }) + yours + ')');
  });
  tellAge();
  setInterval(tellAge, 15000);
  addEventListener('pageshow', tellAge);
})();
`;
